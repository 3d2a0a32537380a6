internal import IndexStorage
internal import TextAnalysis

/// The versions of what an index depends on.
public enum EngineVersion {
    /// The version of the format of the index files that are written.
    public static var format: Int { Int(SectionFile.version) }
    /// The version of the ICU library in use.
    public static var icu: String { ICU.version }
    /// The version of Unicode that the ICU library implements.
    public static var unicode: String { ICU.unicodeVersion }
    /// All versions in one line.
    public static var description: String { "format \(format), ICU \(icu), Unicode \(unicode)" }
}
