internal import ArgumentParser
internal import Messages
internal import Synchronization
internal import SystemCalls

/// The language of the command's output.
enum Localization {
    private static let current = Mutex(MessageLanguage.english)

    /// The language; English until `choose` is called.
    static var language: MessageLanguage {
        get { current.withLock { $0 } }
        set { current.withLock { $0 = newValue } }
    }

    /// Sets the language of `--lang`, or else that of the environment.
    ///
    /// The arguments are searched before they are parsed, so that errors in them are reported in
    /// the right language.
    static func choose(_ arguments: [String]) {
        var asked: MessageLanguage?
        let words = arguments.prefix { $0 != "--" }
        for (index, word) in words.enumerated() {
            if word == "--lang", index + 1 < words.count {
                asked = MessageLanguage(rawValue: words[index + 1])
            } else if word.hasPrefix("--lang=") {
                asked = MessageLanguage(rawValue: String(word.dropFirst("--lang=".count)))
            }
        }
        language = asked ?? MessageLanguage(environment: Posix.environment)
    }
}

/// A message in the language of the command.
///
/// Parameters such as arguments, file names and texts of records are shown on one line.
func localized(_ message: Message) -> String {
    message.text(in: Localization.language, parameter: ControlPictures.line)
}

/// The values of `--lang`.
enum LanguageChoice: String, ExpressibleByArgument, CaseIterable { case en, ja }
