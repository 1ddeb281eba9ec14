/// Decides, scalar by scalar, what of one grapheme cluster may be shown as it is.
///
/// Terminals disagree on emoji sequences joined by ZWJ, variation selectors and skin tones; the
/// first emoji alone has the same width everywhere. Joiners inside the words of scripts that use
/// them are dropped, which changes the shape of letters only; anywhere else they are shown, since
/// an invisible character in a key or a name deceives.
struct ClusterReduction {
  /// What becomes of a scalar.
  enum Verdict {
    case keep
    case drop
    /// In a visible notation.
    case show
  }

  private var base: Unicode.Scalar?
  private var marks = 0
  private var isEmojiSequence = false

  /// The verdict on the next scalar of the cluster.
  mutating func take(_ scalar: Unicode.Scalar) -> Verdict {
    if scalar.isASCII { return takeBase(scalar, SafeText.isControl(scalar) ? .show : .keep) }
    switch scalar.value {
    case 0x200C, 0x200D: return joiner(scalar)
    case 0xFE0E...0xFE0F where base?.properties.isEmoji == true: return .drop
    case 0x1F3FB...0x1F3FF where isAfterEmoji: return .drop
    default: break
    }
    if Self.isDeceptive(scalar) { return .show }
    if CharacterWidth.of(scalar) > 0 {
      return isEmojiSequence ? .drop : takeBase(scalar, .keep)
    }
    guard base != nil else { return .show }
    marks += 1
    return marks <= SafeText.maximumMarks ? .keep : .drop
  }

  private mutating func takeBase(_ scalar: Unicode.Scalar, _ verdict: Verdict) -> Verdict {
    base = scalar
    marks = 0
    return verdict
  }

  private mutating func joiner(_ scalar: Unicode.Scalar) -> Verdict {
    guard let base else { return .show }
    if isAfterEmoji {
      isEmojiSequence = scalar.value == 0x200D
      return .drop
    }
    // From Arabic on, letters whose form depends on their neighbours.
    return base.value >= 0x600 && base.properties.isAlphabetic ? .drop : .show
  }

  private var isAfterEmoji: Bool {
    guard let base else { return false }
    return !base.isASCII && base.properties.isEmoji
  }

  /// Invisible, without a fixed meaning, or newer than the width table.
  static func isDeceptive(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate,
      .unassigned:
      return true
    default:
      break
    }
    if properties.isDefaultIgnorableCodePoint || properties.isNoncharacterCodePoint { return true }
    guard let age = properties.age else { return true }
    return age.major > SafeText.unicodeMajorVersion
  }
}

extension SafeText {
  /// The version of Unicode that `WidthTable` was made from; later characters are not shown.
  static let unicodeMajorVersion = 14
}
