internal import Messages

/// Chooses the language of a response.
enum SiteLanguage {
    /// The language of `lang` in the address, of the site, or preferred by the browser; otherwise
    /// Japanese.
    static func language(of request: WebRequest, _ options: SiteOptions) -> MessageLanguage {
        if let asked = request.value("lang").flatMap(MessageLanguage.init(rawValue:)) {
            return asked
        }
        if let language = options.language { return language }
        return request.headers["accept-language"].flatMap(preferred) ?? .japanese
    }

    /// The supported language that an Accept-Language header prefers; nil if there is none.
    static func preferred(_ header: String) -> MessageLanguage? {
        var best: (language: MessageLanguage, weight: Double)?
        for part in header.split(separator: ",").prefix(32) {
            let pieces = part.split(separator: ";").map { $0.filter { $0 != " " } }
            guard let tag = pieces.first?.lowercased(),
                let language = MessageLanguage.allCases.first(where: {
                    tag == $0.rawValue || tag.hasPrefix($0.rawValue + "-")
                })
            else { continue }
            let weights = pieces.dropFirst().filter { $0.hasPrefix("q=") }
            let weight = weights.first.map { Double($0.dropFirst(2)) ?? 0 } ?? 1
            // The first among those of equal weight.
            if weight > 0, weight > best?.weight ?? 0 { best = (language, weight) }
        }
        return best?.language
    }
}
