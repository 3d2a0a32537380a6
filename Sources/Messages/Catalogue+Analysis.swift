extension Catalogue {
    /// Text analysis and vocabularies.
    static let analysis: [String: String] = [
        "{1}:{2}: {3}": "{1}:{2}: {3}",
        "ICU could not {1}: {2}": "ICU で{1}ことができません: {2}",
        "open a Japanese word break iterator": "日本語の単語の区切りを調べる",
        "open its Japanese dictionary": "日本語の辞書を開く",
        "read the eras of the Japanese calendar": "和暦の元号を読む",
        "read the years of the Japanese calendar": "和暦の年を読む",
        "read the names of the Japanese calendar": "和暦の名前を読む",
        "recognise a charset": "文字コードを見分ける",
        "convert from {1}": "{1} から変換する",
        "make a Japanese sort key": "日本語の並べ替えの鍵を作る",
        "more than one => in a line": "1 行に => が 2 つ以上あります",
        "a word is missing before or after a comma or =>": "コンマか => の前か後ろに語がありません",
        "expected two words or more, separated by commas, or a => b":
            "コンマで区切った 2 つ以上の語か、a => b の形が必要です",
        "the line has {1} words, and {2} are allowed; split it into several lines":
            "1 行に {1} 語あります。{2} 語までです。行を分けてください",
        "a word has {1} letters, and {2} are allowed; shorten it":
            "{1} 文字の語があります。{2} 文字までです。短くしてください",
        "expected a character, a tab and the character it stands for":
            "異体字、タブ、それが表す字の順に書いてください",
        "{1} is listed twice or maps to itself": "{1} が 2 度出てくるか、それ自身を指しています",
        "{1} stands for a character that stands for another":
            "{1} の指す字が、さらに別の字を指しています",
    ]
}
