/// A language in which messages can be put.
public enum MessageLanguage: String, Sendable, Hashable, CaseIterable {
    /// English, the language in which messages are written in the sources.
    case english = "en"
    /// Japanese.
    case japanese = "ja"

    /// The language that the environment asks for.
    ///
    /// As POSIX has it, the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is set and not empty
    /// decides. It is Japanese if that names a Japanese locale, such as `ja_JP.UTF-8`, else English.
    ///
    /// - Parameter variable: the value of a variable of the environment; nil if it is not set.
    public init(environment variable: (_ name: String) -> String?) {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy
            .compactMap(variable).first { !$0.isEmpty }
        // A name is language, territory, encoding and modifier: ja_JP.UTF-8@modifier.
        let language = locale?.prefix { $0.isLetter }.lowercased()
        self = language == "ja" ? .japanese : .english
    }

    /// What stands between the items of a list.
    public var listSeparator: String {
        switch self {
        case .english: ", "
        case .japanese: "、"
        }
    }
}
