/// Numbers in messages.
package enum MessageNumber {
    /// Digits in groups of three.
    package static func grouped(_ number: Int) -> String {
        if number.magnitude < 1000 { return String(number) }
        var result = ""
        for (index, digit) in String(number.magnitude).reversed().enumerated() {
            if index > 0 && index % 3 == 0 { result.append(",") }
            result.append(digit)
        }
        return (number < 0 ? "-" : "") + String(result.reversed())
    }

    /// `1 document`, `12,345 documents`; in Japanese as the catalogue of nouns has it.
    package static func count(
        _ count: Int, _ noun: String, in language: MessageLanguage
    ) -> String {
        let number = grouped(count)
        if language == .japanese, let counter = Catalogue.japaneseCounters[noun] {
            return MessageTemplate(counter).filled { $0 == 1 ? number : nil }
        }
        return "\(number) \(noun)\(count == 1 ? "" : "s")"
    }
}
