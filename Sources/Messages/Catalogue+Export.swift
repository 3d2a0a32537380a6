extension Catalogue {
    /// Messages of exports, bibliographies and saved questions.
    static let export: [String: String] = [
        "there is not enough memory to pack the workbook": "ブックを圧縮するためのメモリーが足りません",
        "a sheet holds 1,048,576 rows, and there are more: filter the records or use --format csv":
            "シートに入るのは 1,048,576 行までです。記録を絞り込むか、--format csv を使ってください",
        "a sheet holds 16,384 columns, and there are more: choose some with --fields":
            "シートに入るのは 16,384 列までです。--fields で項目を選んでください",
        "the workbook is larger than 4 GB: filter the records or use --format csv":
            "ブックが 4 GB を超えます。記録を絞り込むか、--format csv を使ってください",
        "--format xlsx needs --output FILE": "--format xlsx には --output ファイル名が必要です",
        "--cite has no place in khcoder; with --output, a second file has the citation":
            "khcoder には --cite を付けられません。--output を使うと、出所は別のファイルに書き出されます",
        "{1} had more than 127 letters, which is what KH Coder takes, and were cut":
            "{1}が KH Coder の上限の 127 文字を超えたため、127 文字までにしました",
        "{1} had more than 32,767 letters, which is what a cell holds, and were cut":
            "{1}がセルの上限の 32,767 文字を超えたため、32,767 文字までにしました",
        "Exported records": "記録",
        "How they were found": "出所",
        "item": "項目",
        "content": "内容",
        "--fields: there is no field {1}; there are {2}":
            "--fields: 項目 {1} はありません。使えるのは {2} です",
        "--fields: name one or more of {1}": "--fields: {1} から 1 つ以上を指定してください",
        "--date needs --cite or --output FILE":
            "--date には --cite か --output ファイル名が必要です",
        "no record matches, so nothing was written":
            "条件に合う記録がないため、何も書き出していません",
        "how the records of {1} were found": "{1} の出所",
        "{1} is not a citation that search export wrote; rename it, or name another file with --output":
            "{1} は search export が書いた出所のファイルではありません。名前を変えるか、--output で別のファイルを指定してください",
        "--fields: the field {1} is there twice": "--fields: 項目 {1} が重複しています",
        "--fields: KH Coder needs a text; name one of {1}":
            "--fields: KH Coder には文章の項目が必要です。{1} のどれかを指定してください",
        "KH Coder takes 1,000 variables, and there are more: choose some with --fields":
            "KH Coder の外部変数は 1,000 個までです。--fields で項目を選んでください",
        "write the name of a question as [NAME]": "検索式の名前は [名前] のように書いてください",
        "there are two questions {1}; give one of them another name":
            "検索式 {1} が 2 つあります。片方の名前を変えてください",
        "write [NAME], or an option as NAME = VALUE":
            "[名前] か、項目 = 値 の形で書いてください",
        "an option needs a line before it that names its question: [NAME]":
            "項目の前に、検索式の名前の行（[名前]）が必要です",
        "{1} has no value": "{1} に値がありません",
        "the question has two queries; join them with OR, or give the second a name of its own":
            "query が 2 つあります。OR でつなぐか、2 つ目に別の名前を付けてください",
        "a question has no option {1}; there are {2}":
            "検索式に項目 {1} は書けません。書けるのは {2} です",
        "{1} has no questions; begin one with a line [NAME]":
            "{1} に検索式がありません。[名前] の行から書き始めてください",
        "the question {1} asks nothing; give it a query":
            "検索式 {1} に条件がありません。query を書いてください",
        "give words or --queries, not both": "検索する語と --queries は、どちらか一方だけを指定してください",
        "there are two spans of named years": "named-year が 2 つあります",
        "{1} is not a range of years; write it like 平成27..令和2, H30以降 or 2015..2020":
            "{1} は年の範囲ではありません。平成27..令和2、H30以降、2015..2020 のように書いてください",
        "search {1} cannot use {2} of a question":
            "search {1} では、検索式の {2} を使えません",
        "to write to the standard output, leave out --output":
            "標準出力に書き出すには、--output を付けないでください",
        "{1} is a folder; name a file in it": "{1} はフォルダーです。その中のファイル名を指定してください",
        "{1} is a pipe or a device; leave out --output and use > or |":
            "{1} はパイプかデバイスです。--output の代わりに > か | を使ってください",
        "the question {1} has no query": "検索式 {1} に query がありません",
        "give --like or --queries, not both": "--like と --queries は、どちらか一方だけを指定してください",
        "--all-words and --some-words contradict each other":
            "--all-words と --some-words は同時に使えません",
        "no record has all words; --some-words writes those with some of them":
            "すべての語を含む記録がありません。--some-words を付けると、一部の語を含む記録を書き出します",
        "{1}:{2}: the line is damaged; restore the file from a copy, or remove it to begin anew":
            "{1}:{2}: 行が壊れています。バックアップから戻すか、ファイルを削除して最初からやり直してください",
        "{1} is empty; restore it from a copy, or remove it to begin anew":
            "{1} が空です。バックアップから戻すか、ファイルを削除して最初からやり直してください",
        "{1} has {2} of its {3} questions; restore it from a copy, or remove it to begin anew":
            "{1} には検索式が {3} つあるはずですが、{2} つしかありません。バックアップから戻すか、ファイルを削除して最初からやり直してください",
        "the first time: {1} noted": "初回のため、{1}を控えました",
        "nothing new among {1}": "{1}の中に新しい記録はありません",
        "{1} new of {2}": "新しい記録は {2} 件のうち{1}です",
        "Nothing was noted in {1} (--dry-run).": "{1} には何も書いていません（--dry-run）。",
        "named_year": "文中の年",
    ]

    /// The help on exports, bibliographies and saved questions.
    static let exportHelp: [String: String] = [
        "Write records for other programs, or in a form that can be indexed again.":
            "ほかのプログラムで使うため、または索引を作り直すために、記録を書き出す。",
        "The output format: jsonl, csv, tsv, xlsx or khcoder.":
            "出力の形式。jsonl、csv、tsv、xlsx、khcoder のどれか。",
        "The fields to write, separated by commas: id or any field of the index.":
            "書き出す項目。id か索引の項目をコンマで区切る。",
        "Write to a file instead of the standard output.": "標準出力ではなくファイルに書き出す。",
        "Add how the records were found: in csv and tsv above the header, in jsonl behind.":
            "結果の出所を付ける。csv、tsv では見出しの前、jsonl では最後に書く。",
        "The date of the citation, such as 2026-04-01 (default: today).":
            "出所に記載する日付。2026-04-01 など（既定は今日）。",
        "Write records as entries of a bibliography.": "記録を参考文献の形で書き出す。",
        "The ids of the records, or -.": "記録の ID。- なら標準入力から読む。",
        "The form: reference (a line in Japanese), bibtex or csl-json.":
            "形式。reference（日本語の参考文献の行）、bibtex、csl-json のどれか。",
        "A file of saved questions to run one after the other, instead of words.":
            "検索する語の代わりに、保存した検索式のファイルを指定し、順に実行する。",
        "With csv or tsv: also records with some of the words only, as the other formats have.":
            "csv か tsv で、一部の語だけを含む記録も書き出す（ほかの形式では常に含む）。",
        "Show what is new for saved questions since the last time.":
            "保存した検索式について、前回から増えた記録を表示する。",
        "The file of saved questions.": "保存した検索式のファイル。",
        "Show what is new, but do not note that it was shown.":
            "増えた記録を表示するだけで、控えは更新しない。",
        "Show complete records.": "記録の全体を表示する。",
    ]

    /// The long Japanese descriptions of these commands, by command name.
    static let exportDiscussions: [String: String] = [
        "show": """
        ID を複数指定すると、その順に表示します。- を指定すると、標準入力から 1 行に 1 つずつ ID を\
        読みます。

          search show morioka-041
          search 病児保育 --format ids | search show - --format jsonl
        """,
        "cite": """
        題名、出典の資料名、章や節、ページ、URL を、記録の source 項目にある範囲で書きます。- を\
        指定すると、標準入力から 1 行に 1 つずつ ID を読みます。

          search cite morioka-041
          search 消防 --format ids | search cite - --style bibtex > fire.bib
        """,
        "export": """
        語も絞り込みも指定しなければ、索引の記録すべてを書き出します。指定すると、すべての語を含み、\
        条件に合う記録を、加えた順に書き出します。

        JSON Lines にはすべての項目が入り、そこから同じ索引を作れます。CSV は 1 項目が 1 列で、\
        複数の値は ; で区切ります。--bom を付けると Excel で正しく開けます。xlsx は Excel の\
        ブックです。khcoder は KH Coder で読める CSV で、文章を 1 列に、ほかの項目を外部変数に\
        します。

          search export --format jsonl > records.jsonl
          search export 消防 --format xlsx --output fire.xlsx
          search export --area 盛岡 --format khcoder --output morioka.csv

        --output を付けると、記録をどう検索したかを「ファイル名.citation.txt」に書き出します。\
        xlsx では、ブックの別のシートに入ります。
        """,
        "watch": """
        ファイルにある検索式（[名前] と、query = 検索する語、絞り込みの条件）を順に実行し、前回は\
        該当せず今回該当する記録を表示します。該当した記録は、同じ場所の「ファイル名.state」に\
        控えます。初回と、検索式を変えた後の最初の回は、該当する記録を控えるだけで、新しい記録は\
        ありません。

          search watch questions.txt
          search watch questions.txt --dry-run

        新しい記録があれば終了コードは 0、なければ 1 です。cron で使えます。
        """,
    ]
}
