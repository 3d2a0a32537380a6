/// The quality of the best match of a query's words in a document.
enum MatchQuality: Int, Comparable {
    /// Only inside longer words.
    case inside = 0
    /// At the head of a kanji compound, like 港 in 港湾, or as a part of one, like 空港 in 花巻空港.
    case head = 1
    /// As a separate word, or as a synonym.
    case whole = 2

    static func < (left: MatchQuality, right: MatchQuality) -> Bool {
        left.rawValue < right.rawValue
    }

    /// The tier of a document with this match quality: at least 0 if it has all words,
    /// otherwise negative.
    func tier(hasAllWords: Bool) -> Int { hasAllWords ? rawValue : rawValue - 3 }
}

extension Reranker {
    /// A match whose quality depends on the text.
    enum UnreadText {
        /// The positions of words inside longer ones, which may be compounds that they are parts
        /// of.
        case compound([(length: Int, positions: [UInt32])])
        /// The positions of a kana word that may be in the other kind of kana, and the data of
        /// `compound` if it is not the word.
        case kana([UInt32], parts: [(length: Int, positions: [UInt32])])

        /// The best possible quality.
        var best: MatchQuality {
            switch self {
            case .compound: .head
            case .kana: .whole
            }
        }
    }
}
