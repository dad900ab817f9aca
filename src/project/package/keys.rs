//! Signing. Ed25519 by `ed25519-dalek`; nothing of it is our own.

use crate::store::StoredKey;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};

/// A new pair; `None` where the system gives no random bytes.
pub(super) fn mint() -> Option<StoredKey> {
    let mut secret = [0; 32];
    getrandom::fill(&mut secret).ok()?;
    let key = SigningKey::from_bytes(&secret);
    Some(StoredKey { public: hex(key.verifying_key().as_bytes()), secret: Some(hex(&secret)) })
}

/// Signs with the secret half.
pub(super) fn sign(key: &StoredKey, message: &[u8]) -> Option<[u8; 64]> {
    let secret: [u8; 32] = unhex(key.secret.as_deref()?)?;
    Some(SigningKey::from_bytes(&secret).sign(message).to_bytes())
}

/// Whether a signature is that of a public key.
pub(super) fn is_signed(public: &str, message: &[u8], signature: &[u8; 64]) -> bool {
    let key = unhex(public).and_then(|bytes| VerifyingKey::from_bytes(&bytes).ok());
    key.is_some_and(|key| key.verify_strict(message, &Signature::from_bytes(signature)).is_ok())
}

fn hex(bytes: &[u8]) -> String {
    let nibbles = bytes.iter().flat_map(|b| [b >> 4, b & 15]);
    nibbles.filter_map(|n| char::from_digit(n.into(), 16)).collect()
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    let mut out = [0; 32];
    for (i, byte) in out.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * i..2 * i + 2)?, 16).ok()?;
    }
    Some(out)
}
