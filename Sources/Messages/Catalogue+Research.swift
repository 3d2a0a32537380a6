extension Catalogue {
    /// What is told by the commands for research: concordances, cross tables, citations.
    static let research: [String: String] = [
        "the width of a context must be 0 to 10000": "文脈の幅は 0〜10000 で指定してください",
        "the number of neighbours must be 0 to 50": "前後の語の数は 0〜50 で指定してください",
        "the query has no letters to list; give at least one word":
            "一覧にする語がありません。語を一つ以上入力してください",
        "a stored text is longer than its positions": "保存された本文が索引の位置より長くなっています",
        "the index has no field of whole numbers {1} to count years of{2}":
            "索引には、年を数えられる整数の項目 {1} がありません{2}",
    ]
}
