/// The row numbers of the sids seen so far, found by sid: four bytes a slot, the sids stay where they are.
///
/// Open addressing with linear probing, at most half full. Hashes are seeded by the process, so
/// that nobody can choose sids that collide.
struct SessionIDSet {
  /// Row number plus one; 0 is an empty slot.
  private var slots = [UInt32](repeating: 0, count: 1024)
  private(set) var count = 0

  /// Enters the next row number for `id`; false, and nothing entered, when a row of `storage` has it.
  mutating func insert(_ id: SessionID, in storage: SessionIndexStorage) -> Bool {
    var slot = Self.hash(id.bytes) & (slots.count - 1)
    while slots[slot] != 0 {
      if storage.holds(id, at: slots[slot] - 1) { return false }
      slot = (slot + 1) & (slots.count - 1)
    }
    count += 1
    slots[slot] = UInt32(count)
    return true
  }

  /// Makes room for another row; every row entered must be in `storage`.
  mutating func reserve(in storage: SessionIndexStorage) {
    guard count * 2 >= slots.count else { return }
    let old = slots
    slots = [UInt32](repeating: 0, count: old.count * 2)
    for entry in old where entry != 0 {
      var slot = Self.hash(storage.sid(entry - 1)) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = entry
    }
  }

  private static func hash(_ bytes: some Sequence<UInt8>) -> Int {
    var hasher = Hasher()
    var word: UInt64 = 0
    var length = 0
    for byte in bytes {
      word = word << 8 | UInt64(byte)
      length += 1
      if length.isMultiple(of: 8) {
        hasher.combine(word)
        word = 0
      }
    }
    hasher.combine(word)
    hasher.combine(length)
    return hasher.finalize()
  }
}
