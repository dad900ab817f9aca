# Computes the coefficients of a Mizan reliability report again, with public packages, and compares.
#
#     install.packages("irrCAC")
#     Rscript recompute.R
#
# Reads ratings.csv, variables.csv and figures.csv beside this file. Exit code: 0 all figures agree, 1 one differs, 2 a package is
# missing. Alpha is irrCAC's with the squared differences of the level as weights, because kripp.alpha of irr is wrong for complete
# data of more than two coders; Cohen's kappa is irrCAC's, because kappa2 of irr renames values where two coders used different ones.

if (!requireNamespace("irrCAC", quietly = TRUE)) {
  cat("recompute.R needs a package that is not installed: irrCAC\n")
  quit(status = 2)
}
tolerance <- 2e-5
argument <- grep("^--file=", commandArgs(FALSE), value = TRUE)
here <- if (length(argument) > 0) dirname(sub("^--file=", "", argument[1])) else "."
read <- function(name) {
  read.csv(file.path(here, name), colClasses = "character", encoding = "UTF-8", na.strings = character(0), check.names = FALSE)
}
about <- read("variables.csv")
ratings <- read("ratings.csv")
figures <- read("figures.csv")
key <- function(table) paste(table$variable, table$row, sep = "\r")

variable <- function(name) {
  of <- about[key(about) == name, ][1, ]
  given <- ratings[key(ratings) == name, ]
  if (nrow(given) == 0) return(NULL)
  coders <- unique(given$coder)
  units <- unique(given$unit)
  value <- given$value
  if (of$kind == "date") value <- as.character(as.numeric(as.Date(value)))
  if (of$kind == "set") {
    value <- vapply(strsplit(value, "|", fixed = TRUE), function(p) paste(sort(p[p != ""]), collapse = "|"), "")
  }
  domain <- if (of$kind == "choice") strsplit(of$categories, "|", fixed = TRUE)[[1]][-1] else unique(value)
  if (of$kind %in% c("number", "depth", "date")) domain <- as.character(sort(as.numeric(domain)))
  if (of$kind %in% c("number", "depth", "date")) value <- as.character(as.numeric(value))
  cells <- matrix(NA_integer_, length(units), length(coders), dimnames = list(NULL, coders))
  cells[cbind(match(given$unit, units), match(given$coder, coders))] <- match(value, domain)
  list(kind = of$kind, domain = domain, cells = cells)
}

pairable <- function(cells) cells[rowSums(!is.na(cells)) > 1, , drop = FALSE]

# Squared differences between the values of the domain at a level.
differences <- function(of, cells, level) {
  n <- length(of$domain)
  out <- matrix(0, n, n)
  if (level == "nominal") {
    out[] <- 1
    diag(out) <- 0
  } else if (level == "ordinal") {
    counts <- tabulate(pairable(cells)[!is.na(pairable(cells))], n)
    for (a in seq_len(n)) for (b in seq_len(n)) {
      between <- sum(counts[min(a, b):max(a, b)]) - (counts[a] + counts[b]) / 2
      out[a, b] <- if (a == b) 0 else between^2
    }
  } else if (level == "interval" || level == "ratio") {
    x <- as.numeric(of$domain)
    out <- outer(x, x, "-")^2
    if (level == "ratio") {
      sums <- outer(x, x, "+")^2
      out <- ifelse(sums == 0, 0, out / sums)
    }
  } else {
    sets <- strsplit(of$domain, "|", fixed = TRUE)
    for (a in seq_len(n)) for (b in seq_len(n)) {
      x <- sets[[a]]
      y <- sets[[b]]
      union <- length(union(x, y))
      if (union == 0) next
      likeness <- length(intersect(x, y)) / union
      if (level == "masi" && !setequal(x, y)) {
        nested <- all(x %in% y) || all(y %in% x)
        likeness <- likeness * (if (nested) 2 / 3 else if (length(intersect(x, y)) > 0) 1 / 3 else 0)
      }
      out[a, b] <- 1 - likeness
    }
  }
  out
}

alpha <- function(of, cells, level) {
  cells <- pairable(cells)
  if (length(unique(cells[!is.na(cells)])) < 2) return(NA)
  squared <- differences(of, cells, level)
  if (max(squared) == 0) return(NA)
  weights <- 1 - squared / max(squared)
  irrCAC::krippen.alpha.raw(cells, weights = weights, categ.labels = seq_along(of$domain))$est$coeff.val
}

by_irrcac <- function(of, cells, which) {
  cells <- cells[rowSums(!is.na(cells)) > 0, , drop = FALSE]
  if (nrow(pairable(cells)) == 0) return(NA)
  compared <- pairable(cells)
  if (which != "ac1" && length(unique(compared[!is.na(compared)])) < 2) {
    # All compared values are the same: agreement is whole, and there was nothing to disagree about.
    return(if (which == "percent") 1 else NA)
  }
  labels <- seq_along(of$domain)
  found <- if (which == "ac1") irrCAC::gwet.ac1.raw(cells, categ.labels = labels) else irrCAC::fleiss.kappa.raw(cells, categ.labels = labels)
  as.numeric(if (which == "percent") found$est$pa else found$est$coeff.val)
}

cohen <- function(of, cells, weighted = FALSE) {
  both <- cells[rowSums(is.na(cells)) == 0, , drop = FALSE]
  if (nrow(both) == 0 || length(unique(as.vector(both))) < 2) return(NA)
  levels <- seq_along(of$domain)
  counts <- matrix(table(factor(both[, 1], levels), factor(both[, 2], levels)), length(levels))
  weights <- if (weighted) irrCAC::quadratic.weights(levels) else irrCAC::identity.weights(levels)
  irrCAC::kappa2.table(counts, weights = weights)$coeff.val
}

again <- function(of, measure, coders) {
  if (is.null(of) || !all(coders %in% colnames(of$cells))) return(NA)
  cells <- if (length(coders) > 1) of$cells[, coders, drop = FALSE] else of$cells
  if (measure == "percent_agreement") return(by_irrcac(of, cells, "percent"))
  if (startsWith(measure, "alpha_set_")) return(alpha(of, cells, sub("alpha_set_", "", measure)))
  if (startsWith(measure, "alpha_")) return(alpha(of, cells, sub("alpha_", "", measure)))
  if (measure == "ac1") return(by_irrcac(of, cells, "ac1"))
  if (measure == "fleiss_kappa") return(by_irrcac(of, cells, "fleiss"))
  if (measure == "cohen_kappa") return(cohen(of, cells))
  if (measure == "cohen_kappa_quadratic") return(cohen(of, cells, TRUE))
  if (measure == "coder_mean_kappa") {
    others <- setdiff(colnames(of$cells), coders)
    return(mean(vapply(others, function(other) as.numeric(cohen(of, of$cells[, c(coders, other)])), 0)))
  }
  stop("unknown measure ", measure)
}

compared <- 0
undefined <- 0
differ <- 0
known <- list()
for (n in seq_len(nrow(figures))) {
  figure <- figures[n, ]
  name <- key(figure)
  if (is.null(known[[name]])) known[[name]] <- list(variable(name))
  coders <- c(figure$coder_a, figure$coder_b)
  found <- tryCatch(again(known[[name]][[1]], figure$measure, coders[coders != ""]), error = function(e) NA)
  printed <- if (figure$value == "") NA else as.numeric(figure$value)
  if (is.na(printed) && is.na(found)) {
    undefined <- undefined + 1
  } else if (is.na(printed) || is.na(found) || abs(printed - found) > tolerance) {
    differ <- differ + 1
    cat("DIFFERS", figure$variable, figure$row, figure$measure, paste(coders, collapse = " "), "report", printed, "packages", found, "\n")
  } else {
    compared <- compared + 1
  }
}
cat(compared, "figures agree,", undefined, "are undefined in both,", differ, "differ\n")
quit(status = if (differ > 0 || compared == 0) 1 else 0)
