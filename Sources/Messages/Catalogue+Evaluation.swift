extension Catalogue {
    /// Topics, judgments and runs.
    static let evaluation: [String: String] = [
        "is not UTF-8": "UTF-8 ではありません",
        "has {1} columns, but an entry of a run has 6: topic Q0 document rank score tag":
            "列が {1} 個ですが、run の行は 6 列です: 課題 Q0 文書 順位 得点 タグ",
        "the rank \"{1}\" is not a whole number": "順位「{1}」が整数ではありません",
        "the score \"{1}\" is not a finite decimal number": "得点「{1}」が有限の 10 進数ではありません",
        "\"{1}\" is empty or holds white space, which a run in the TREC form cannot":
            "「{1}」は空か、空白を含みます。TREC の run には書けません",
        "has {1} columns, but a topic is id, query and tags, with tabs between them":
            "列が {1} 個ですが、課題は ID、検索式、タグをタブで区切って書きます",
        "the id of a topic must be a word without spaces": "課題の ID に空白は使えません",
        "topic {1} has no query": "課題 {1} に検索式がありません",
        "topic {1} occurs twice": "課題 {1} が 2 度出てきます",
        "has {1} columns, but a judgment has 4: topic 0 document grade":
            "列が {1} 個ですが、判定は 4 列です: 課題 0 文書 等級",
        "\"{1}\" is not a grade from -30 to 30": "「{1}」は -30 から 30 までの等級ではありません",
        "document {1} has grade {2}, but {3} in an earlier line":
            "文書 {1} の等級が {2} ですが、前の行では {3} です",
    ]
}
