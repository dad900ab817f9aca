//! One-to-one matchings.

use std::collections::VecDeque;

/// Size of the largest matching; `edges` lists for each item on the left the items on the right that it may be matched
/// with (Hopcroft & Karp 1973).
pub(crate) fn largest_matching(edges: &[Vec<usize>], right: usize) -> usize {
    let (mut partner, mut owner) = (vec![None; edges.len()], vec![None; right]);
    let mut size = 0;
    loop {
        let layers = layers(edges, &partner, &owner);
        let mut next = vec![0; edges.len()];
        let free: Vec<usize> = (0..edges.len()).filter(|l| partner[*l].is_none()).collect();
        let found: usize =
            free.into_iter().filter(|l| augment(*l, edges, &layers, &mut next, &mut partner, &mut owner)).count();
        if found == 0 {
            return size;
        }
        size += found;
    }
}

/// Distance of each left item from a free one along alternating paths.
fn layers(edges: &[Vec<usize>], partner: &[Option<usize>], owner: &[Option<usize>]) -> Vec<usize> {
    let mut layers: Vec<usize> = partner.iter().map(|p| if p.is_none() { 0 } else { usize::MAX }).collect();
    let mut queue: VecDeque<usize> = (0..edges.len()).filter(|l| layers[*l] == 0).collect();
    while let Some(left) = queue.pop_front() {
        for next in edges[left].iter().filter_map(|r| owner[*r]) {
            if layers[next] == usize::MAX {
                layers[next] = layers[left] + 1;
                queue.push_back(next);
            }
        }
    }
    layers
}

/// Looks for a path from a free left item to a free right one and turns it over. Without recursion: paths can be as long as
/// there are spans.
fn augment(
    root: usize,
    edges: &[Vec<usize>],
    layers: &[usize],
    next: &mut [usize],
    partner: &mut [Option<usize>],
    owner: &mut [Option<usize>],
) -> bool {
    let mut path: Vec<usize> = vec![root];
    while let Some(left) = path.last().copied() {
        let Some(right) = edges[left].get(next[left]).copied() else {
            path.pop();
            if let Some(before) = path.last() {
                next[*before] += 1;
            }
            continue;
        };
        match owner[right] {
            None => {
                for left in path {
                    let right = edges[left][next[left]];
                    partner[left] = Some(right);
                    owner[right] = Some(left);
                    next[left] += 1;
                }
                return true;
            }
            Some(other) if layers[other] == layers[left] + 1 && next[other] < edges[other].len() => path.push(other),
            Some(_) => next[left] += 1,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By trying every choice for every left item.
    fn by_force(edges: &[Vec<usize>], taken: u32) -> usize {
        let Some((first, rest)) = edges.split_first() else { return 0 };
        let choices = first.iter().filter(|r| taken & (1 << **r) == 0);
        let best = choices.map(|r| 1 + by_force(rest, taken | (1 << r))).max().unwrap_or(0);
        best.max(by_force(rest, taken))
    }

    #[test]
    fn no_matching_is_larger() {
        let mut state = 7_u64;
        let mut draw = |n: u64| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % n
        };
        for _ in 0..500 {
            let (left, right) = (draw(8) as usize, 1 + draw(7) as usize);
            let edges: Vec<Vec<usize>> = (0..left).map(|_| (0..right).filter(|_| draw(3) == 0).collect()).collect();
            assert_eq!(largest_matching(&edges, right), by_force(&edges, 0), "{edges:?}");
        }
    }
}
