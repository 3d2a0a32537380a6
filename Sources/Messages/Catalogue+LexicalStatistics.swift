extension Catalogue {
    /// Messages of the commands that count words: neighbours, networks, terms.
    static let lexicalStatistics: [String: String] = [
        "the window of neighbours must be 1 to 20": "前後の語の範囲は 1〜20 で指定してください",
        "the number of words to list must be 0 or more": "表示する語の数は 0 以上で指定してください",
        "the number of words must be 2 to 2000": "語の数は 2〜2000 で指定してください",
        "the number of edges must be 1 to 100000": "組の数は 1〜100000 で指定してください",
        "the prior must be more than 0 and at most 1000000000":
            "事前分布の重みは 0 より大きく 1000000000 以下で指定してください",
        "the postings of words are not those of the texts":
            "索引の語の情報が本文と一致しません",
        "give the word whose neighbours to count": "前後の語を数える語を入力してください",
        "give the query whose words to list": "特徴語を調べる検索式を入力してください",
        "give the query whose words to connect": "語のつながりを調べる検索式を入力してください",
        "--window must be 1 to 20": "--window は 1〜20 で指定してください",
        "--min must be 1 or more": "--min は 1 以上で指定してください",
        "--edges must be 1 to 100000": "--edges は 1〜100000 で指定してください",
        "--nodes must be 2 to 2000": "--nodes は 2〜2000 で指定してください",
        "--prior must be more than 0 and at most 1000000000":
            "--prior は 0 より大きく 1000000000 以下で指定してください",
        "--sort must be log-likelihood, dice, total, left, right, word, or a position such as L1":
            "--sort は log-likelihood、dice、total、left、right、word、または L1 のような位置で指定してください",
        "--sort names a position outside the --window":
            "--sort の位置が --window の範囲にありません",
        "--rows and --codes contradict each other": "--rows と --codes は同時に使えません",
        "--rows and --queries contradict each other": "--rows と --queries は同時に使えません",
        "rows come from one of queries, --codes and --queries; leave out the others":
            "表の行にするのは、検索式、--codes、--queries のどれか 1 つです。ほかは外してください",
        "give queries, --codes, --queries or --rows":
            "検索式、--codes、--queries、--rows のどれかを指定してください",
        "{1}: the index has no field {2}; it has {3}":
            "{1}: 索引に項目 {2} はありません。使えるのは {3} です",
        "{1} records have no value in {2}.": "{2} の値がない記録が {1} 件あります。",
        "{1}, in {2}": "{1}（記録 {2}）",
        "{1} of {2} words are neighbours": "前後にある語は延べ {2} 語のうち {1} 語",
        "the first {1} of {2} words; -n lists more":
            "{2} 語のうち上位 {1} 語。-n で表示する数を増やせます",
        "{1} with {2} words, against {3} with {4}":
            "{1}（延べ {2} 語）を {3}（延べ {4} 語）と比較",
        "{1} of both were left out": "両方に該当する {1} は除きました",
        "{1}, {2} words, {3} pairs by Jaccard's coefficient":
            "記録 {1}、{2} 語、Jaccard 係数の上位 {3} 組",
        "word": "語",
        "total": "合計",
        "left": "左合計",
        "right": "右合計",
        "frequency": "総数",
        "neighbour_frequency": "前後の数",
        "dice": "Dice 係数",
        "log_likelihood": "対数尤度比",
        "count": "回数",
        "other_count": "比較側の回数",
        "per_10000": "1万語あたり",
        "other_per_10000": "比較側（1万語）",
        "other_records": "比較側の件数",
        "log_odds": "対数オッズ比",
        "word_1": "語 1",
        "word_2": "語 2",
        "records_1": "語 1 の件数",
        "records_2": "語 2 の件数",
        "jaccard": "Jaccard 係数",
    ]

    /// The help on the commands that count words.
    static let lexicalStatisticsHelp: [String: String] = [
        "Count the words beside every occurrence of a word, by position.":
            "語の前後に現れる語を、位置ごとに数える（コロケーション）。",
        "How many words on each side are neighbours, 1 to 20.":
            "前後それぞれ何語までを数えるか。1〜20。",
        "List words that are neighbours this often or more.":
            "前後に現れた回数がこの数以上の語だけを表示する。",
        "How many words to list at most.": "表示する語の数の上限。",
        "Order by log-likelihood, dice, total, left, right, word, or a position such as L1.":
            "並び順。log-likelihood、dice、total、left、right、word、または L1 などの位置。",
        "List words of grammar and numbers, too.": "助詞などの機能語と数字も表示する。",
        "List the words that mark the records of a query against all others.":
            "検索式に該当する記録に特徴的な語を、ほかの記録と比べて表示する（特徴語）。",
        "Compare with the records of this query instead of all others.":
            "ほかのすべての記録の代わりに、この検索式の記録と比べる。",
        "List words that stand this often or more in the records compared.":
            "比べる記録全体での回数がこの数以上の語だけを表示する。",
        "How many words the prior is worth; more asks for more evidence.":
            "事前分布の重み（語数）。大きくするほど、回数の少ない語が上位に来にくくなる。",
        "List words of grammar, numbers and the words of the queries, too.":
            "機能語、数字、検索式の語も表示する。",
        "List words that share records among those of a query, as a network.":
            "検索式に該当する記録の中で、同じ記録に現れる語の組を表示する（共起ネットワーク）。",
        "How many pairs to list at most.": "表示する組の数の上限。",
        "Look at words that this many of the records have or more.":
            "この件数以上の記録に現れる語だけを対象にする。",
        "Look at so many words, those of the most records.":
            "対象にする語の数。多くの記録に現れる語から選ぶ。",
        "Look at words of grammar, numbers, words of the query and words that all records have, too.":
            "機能語、数字、検索式の語、すべての記録に現れる語も対象にする。",
        "The output format: text, json, csv, tsv, graphml or svg.":
            "出力形式。text、json、csv、tsv、graphml、svg のどれか。",
        "The field whose values are the rows; the words then say which records to count.":
            "値を行とする項目。このとき語は、数える記録を選ぶ検索式になる。",
    ]

    /// The long Japanese descriptions of the commands that count words, by command name.
    static let lexicalStatisticsDiscussions: [String: String] = [
        "collocates": """
        kwic が表示する用例の前後の語を数えます。L1 は直前の語、R2 は 2 つ後の語です。記号は数えません。\
        助詞などの機能語と数字は、位置には数えますが表示しません。対数尤度比（Dunning 1993）は、\
        用例の前後に現れる割合を、絞り込みの条件に合う記録全体での割合と比べたものです。偶然に\
        期待される回数より少ない語では負の値になります。

          search collocates 連携
          search collocates 連携 --window 3 --sort L1 -n 20
          search collocates 消防 --format csv --bom > neighbours.csv
        """,
        "cooccur": """
        該当する記録の多くに現れる語のうち、同じ記録に現れる割合（Jaccard 係数）が高い組から順に\
        表示します。機能語、数字、検索式の語、該当するすべての記録に現れる語は除きます。svg は図で、\
        円が大きいほど記録が多く、線が太いほど係数が高いことを示します。graphml は Gephi、Cytoscape、igraph、networkx で読み込めます。

          search cooccur 消防
          search cooccur 消防 --format svg > network.svg
          search cooccur 病児保育 --edges 100 --format graphml > net.graphml
        """,
        "terms": """
        検索式のすべてに該当する記録を、絞り込みの条件に合うほかのすべての記録、または --against の\
        記録と比べます。両方に該当する記録は除きます。語は、事前分布を用いた対数オッズ比の z 値の順に\
        並びます（Monroe, Colaresi & Quinn 2008）。z が 1.96 を超えると 5% 水準で有意ですが、何千もの語を\
        比べると 20 語に 1 語は偶然に超えます。機能語、数字、検索式の語は表示しません。

          search terms 消防
          search terms prefectures:東京都
          search terms 消防 --against 救急 --format csv --bom > words.csv
        """,
    ]
}
