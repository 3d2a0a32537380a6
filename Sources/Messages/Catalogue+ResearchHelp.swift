extension Catalogue {
    /// The help on the commands for research.
    static let researchHelp: [String: String] = [
        "List every occurrence of words in its context, a line each.":
            "語の用例を、前後の文脈とともに 1 行に 1 つ表示する。",
        "How many letters to show on each side (default: 30; on a terminal, what fits).":
            "前後に表示する文字数（既定は 30。端末では収まる数）。",
        "Order lines by the words beside the key, such as L1,L2,R1.":
            "前後の語で並べ替える。L1,L2,R1 など。",
        "With --sort: the most frequent words first.":
            "--sort とともに使い、頻度の高い語から並べる。",
        "Only where the key is a word or several words.":
            "見出しが語の切れ目で始まり、終わる用例だけにする。",
        "The letters as they are typed, anywhere: no other spellings, no synonyms.":
            "入力した文字列そのものを探す。別の表記や同義語は含めない。",
        "How many lines to show at most (default: all).": "表示する行数の上限（既定はすべて）。",
        "With csv or tsv: the columns, separated by commas.":
            "csv、tsv の列。コンマで区切る。",
        "What offsets are counted in: utf8, utf16 or characters.":
            "位置の単位。utf8、utf16、characters のどれか。",
        "Add how the result was obtained: the question, the index, the version, the date and the command.":
            "結果の出所（検索式、索引、バージョン、日付、コマンド）を付ける。",
        "With --cite: the date to give, such as 2026-04-01.":
            "--cite とともに使い、記載する日付を指定する。2026-04-01 など。",
        "Count records by queries or codes and the values of a field, with a test.":
            "検索式またはコードと項目の値で記録を数え、検定する（クロス集計）。",
        "The queries, one a row.": "検索式。1 つが 1 行になる。",
        "The field whose values are counted: area, year, named_year or any keyword or whole-number field.":
            "値を数える項目（area、year、named_year など）。キーワードか整数の項目を指定できる。",
        "A file of KH Coder's coding rules.": "KH Coder のコーディングルールのファイル。",
        "What cells show: counts, row or column (per cent), or residuals.":
            "セルに示すもの。counts（件数）、row・column（行・列の %）、residuals（残差）のどれか。",
        "With csv or tsv: a line a cell with counts, per cents and residuals.":
            "csv か tsv で、1 セルを 1 行とし、件数、%、残差を書く。",
    ]

    /// The long Japanese descriptions of the commands for research, by command name.
    static let researchDiscussions: [String: String] = [
        "kwic": """
        空白で区切った語を、入力したとおりの文字列と、別の表記、同義語で探します。すべてを含む記録の\
        用例を、記録を加えた順に表示します。--sort を付けると前後の語で並べ替えます。L1 は直前の語、\
        R2 は 2 つ後の語です。

          search kwic 消防
          search kwic 連携 --sort L1,R1 --frequency
          search kwic 病児保育 --format csv --bom > lines.csv

        用例は、見つかったものから順に書き出します。--sort を付けたときは語の番号だけを保持します。\
        記録は、並べ替えた行を書き出すときにもう一度読みます。3 語で並べ替えると 1 行につき\
        約 50 バイトを使います。
        """,
        "crosstab": """
        引数の 1 つが検索式で、表の 1 行になります。--codes は KH Coder のコーディングルールの\
        ファイルから行を読みます。--rows を付けると別の項目の値が行になり、語は数える記録を選ぶ 1 つの\
        検索式になります。検定は、行に当てはまる記録とそれ以外の記録を、項目の値ごとの件数で\
        比べます。端末では 1 つの値が 1 行です。ほかの形式では値が列になり、--long を付けると 1 セルが\
        1 行になります。

          search crosstab 消防 病児保育 --by area
          search crosstab 病児保育 --rows category --by year
          search crosstab 病児保育 --by named_year --format csv --long
          search crosstab --codes codes.txt --by category --show residuals
        """,
    ]
}
