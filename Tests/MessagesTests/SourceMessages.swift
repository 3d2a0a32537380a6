import Foundation

/// The messages that are written as literals in the sources.
///
/// It knows Swift just well enough: literals with interpolation, literals joined with `+`, and the
/// places where a literal is a message.
struct SourceMessages {
    /// The keys, each with the first place where it stands.
    private(set) var keys: [String: String] = [:]
    /// The nouns that are counted.
    private(set) var nouns: Set<String> = []

    /// Functions and initialisers whose unlabelled arguments are messages, or those of `labels`.
    private static let sinks: Set<String> = [
        "SearchError", "StorageError", "VocabularyError", "IngestError", "JSONError",
        "EvaluationError", "FieldMappingError", "CommandError", "ValidationError", "PosixError",
        "ShapeError", "localized", "error", "corrupt", "unsupported", "check", "system", "mismatch",
        "Message",
        "ICUError", "ReportSection", "WebError", "ParameterError", "damaged", "refused", "note",
    ]
    private static let labels: Set<String> = ["message", "heading", "key", "operation"]

    /// Reads every Swift file of a folder and its folders.
    init(folder: URL) throws {
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        for case let file as URL in files ?? .init() where file.pathExtension == "swift" {
            if file.lastPathComponent.hasPrefix("Catalogue") || file.path.contains("/Messages/") {
                continue
            }
            let text = try String(contentsOf: file, encoding: .utf8)
            read(Array(Self.withoutComments(text)), file.lastPathComponent)
        }
    }

    private static func withoutComments(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.trimmingCharacters(in: .whitespaces).hasPrefix("//") }
            .joined(separator: "\n")
    }

    private mutating func read(_ text: [Character], _ file: String) {
        for match in String(text).matches(of: #/count: [^,"]+, "([a-z ]+)"\)/#) {
            nouns.insert(String(match.output.1))
        }
        var index = 0
        while index < text.count {
            if text[index] == "\"" {
                index = literal(text, index).end
            } else if text[index].isLetter {
                var end = index
                while end < text.count, text[end].isLetter || text[end].isNumber { end += 1 }
                let word = String(text[index..<end])
                if end < text.count, text[end] == "(", Self.sinks.contains(word) {
                    collect(text, arguments: end, file)
                } else if word == "Message" {
                    collect(text, typed: end, file)
                }
                index = end
            } else {
                index += 1
            }
        }
    }

    /// The arguments of the call whose parenthesis stands at a place.
    private mutating func collect(_ text: [Character], arguments open: Int, _ file: String) {
        var depth = 0
        var start = open + 1
        var index = open
        while index < text.count {
            switch text[index] {
            case "\"":
                index = literal(text, index).end
                continue
            case "(", "[", "{": depth += 1
            case ")", "]", "}":
                depth -= 1
                if depth == 0 {
                    add(text[start..<index], file)
                    return
                }
            case "," where depth == 1:
                add(text[start..<index], file)
                start = index + 1
            default: break
            }
            index += 1
        }
    }

    /// What is assigned to a constant of the type, or returned by a body: `Message = …`,
    /// `Message { … }`.
    private mutating func collect(_ text: [Character], typed place: Int, _ file: String) {
        var index = place
        while index < text.count, text[index] == " " { index += 1 }
        guard index < text.count, text[index] == "=" || text[index] == "{" else { return }
        let lineStart = text[..<place].lastIndex(of: "\n").map { $0 + 1 } ?? 0
        let indent = text[lineStart...].prefix { $0 == " " }.count
        var end = index
        while let newline = text[end...].firstIndex(of: "\n") {
            end = newline + 1
            let own = text[end...].prefix { $0 == " " }.count
            let isEmpty = end + own < text.count && text[end + own] == "\n"
            if !isEmpty && own <= indent { break }
        }
        add(text[index..<end], file, isBody: true)
    }

    /// The literals of an expression; those joined with `+` are one.
    private mutating func add(
        _ expression: ArraySlice<Character>, _ file: String, isBody: Bool = false
    ) {
        let text = Array(expression)
        let label = String(text).prefixMatch(of: #/\s*([a-zA-Z]+): /#).map { String($0.output.1) }
        if !isBody, let label, !Self.labels.contains(label) { return }
        var index = 0
        var depth = 0
        var pending: (key: String, count: Int)?
        var between = ""
        while index < text.count {
            if text[index] == "\"" {
                let found = literal(text, index)
                // Arguments of calls inside the expression are looked at by themselves.
                if depth == 0 || isBody {
                    let part = found.key
                    if let before = pending,
                        between.trimmingCharacters(in: .whitespacesAndNewlines) == "+"
                    {
                        let shifted = part.replacing(#/\{(\d+)\}/#) {
                            "{\((Int($0.output.1) ?? 0) + before.count)}"
                        }
                        pending = (before.key + shifted, before.count + found.count)
                    } else {
                        keep(pending?.key, file)
                        pending = (part, found.count)
                    }
                    between = ""
                }
                index = found.end
                continue
            }
            if "([{".contains(text[index]) { depth += 1 }
            if ")]}".contains(text[index]) { depth -= 1 }
            between.append(text[index])
            index += 1
        }
        keep(pending?.key, file)
    }

    private mutating func keep(_ key: String?, _ file: String) {
        // A message is a sentence or a name, not a mark between texts.
        guard let key, key.contains(where: \.isLetter) || key.contains("{") else { return }
        if keys[key] == nil { keys[key] = file }
    }

    /// The literal that begins at a place: its key, how many parameters it has, and where it ends.
    private func literal(_ text: [Character], _ start: Int) -> (key: String, count: Int, end: Int) {
        if text[start...].starts(with: "\"\"\"") {
            var end = start + 3
            while end + 2 < text.count, !text[end...].starts(with: "\"\"\"") { end += 1 }
            return ("", 0, min(end + 3, text.count))
        }
        var key = ""
        var count = 0
        var index = start + 1
        while index < text.count, text[index] != "\"" {
            guard text[index] == "\\" else {
                key.append(text[index])
                index += 1
                continue
            }
            index += 1
            switch text[index] {
            case "(":
                count += 1
                key += "{\(count)}"
                index = interpolationEnd(text, index)
            case "n": key.append("\n")
            case "t": key.append("\t")
            default: key.append(text[index])
            }
            index += 1
        }
        return (key, count, index + 1)
    }

    private func interpolationEnd(_ text: [Character], _ open: Int) -> Int {
        var depth = 0
        var index = open
        while index < text.count {
            switch text[index] {
            case "\"":
                index = literal(text, index).end
                continue
            case "(": depth += 1
            case ")":
                depth -= 1
                if depth == 0 { return index }
            default: break
            }
            index += 1
        }
        return index
    }
}
