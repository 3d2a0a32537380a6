extension Catalogue {
    /// Messages of the commands for research: concordances, cross tables, citations.
    static let research: [String: String] = [
        "the width of a context must be 0 to 10000": "文脈の幅は 0〜10000 で指定してください",
        "the number of neighbours must be 0 to 50": "前後の語の数は 0〜50 で指定してください",
        "the query has no letters to list; give at least one word":
            "一覧にする語がありません。語を一つ以上入力してください",
        "a stored text is longer than its positions": "保存された本文が索引の位置より長くなっています",
        "the index has no field of whole numbers {1} to count years of{2}":
            "索引には、年を数えられる整数の項目 {1} がありません{2}",
        "give the words to list": "用例を調べる語を入力してください",
        "--width must be 0 to 10000": "--width は 0〜10000 で指定してください",
        "-n must be 0 or more": "-n は 0 以上で指定してください",
        "--whole-word and --substring contradict each other":
            "--whole-word と --substring は同時に使えません",
        "--frequency needs --sort": "--frequency は --sort とともに使ってください",
        "--format must be text, jsonl, csv or tsv":
            "--format は text、jsonl、csv、tsv のどれかで指定してください",
        "--columns needs --format csv or tsv":
            "--columns は --format csv か tsv とともに使ってください",
        "--sort {1}: give one to six positions such as L1,L2,R1":
            "--sort {1}: L1,L2,R1 のように 1〜6 か所を指定してください",
        "--date needs --cite": "--date は --cite とともに使ってください",
        "--date must be a date such as 2026-04-01":
            "--date は 2026-04-01 のような日付で指定してください",
        "SOURCE_DATE_EPOCH must be a number of seconds since 1970":
            "SOURCE_DATE_EPOCH は 1970 年からの秒数で指定してください",
        "--columns: there is no column {1}; there are {2}":
            "--columns: 列 {1} はありません。使えるのは {2} です",
        "question": "検索式",
        "filters": "絞り込みの条件",
        "index": "索引",
        "understood as": "語の解釈",
        "records found": "該当件数",
        "records counted": "集計した記録の件数",
        "version": "バージョン",
        "date": "日付",
        "command": "コマンド",
        "as typed": "入力どおり",
        "inside longer words": "長い語の一部",
        "another spelling": "別の表記",
        "another form of the number": "数の別の表記",
        "another form of the amount": "金額の別の表記",
        "another form of the unit": "単位の別の表記",
        "another form of the fraction": "分数の別の表記",
        "another form of the year": "年の別の表記",
        "calendar or fiscal year": "年度に対する年、または年に対する年度",
        "with or without a long vowel mark": "語末の長音の有無",
        "other katakana": "カタカナの別の表記",
        "with or without middle dots": "中黒の有無",
        "with or without hyphens": "ハイフンの有無",
        "another form of the identifier": "番号の別の表記",
        "another form of the place name": "地名の別の表記",
        "with or without an honorific prefix": "「お」「ご」の有無",
        "part of a compound": "複合語の一部",
        "a word that is read so": "読みが同じ語",
        "the time that is asked for": "問われた時期",
        "synonym": "同義語",
        "--long needs --format csv or tsv": "--long は --format csv か tsv とともに使ってください",
        "all": "全体",
        "{1} records have no value.": "値のない記録が {1} 件あります。",
        "Some records have several values and count for each of them.":
            "複数の値を持つ記録は、それぞれの値で数えています。",
        "there is nothing to test": "検定できません",
        "{1} expected counts are under 5: do not rely on p; join values or take fewer":
            "期待度数が 5 未満のセルが {1} 個あります。p 値は当てになりません。値をまとめるか減らしてください",
        "{1}:{2}: {3}": "{1}:{2}: {3}",
        "the code {1} has no condition": "コード {1} に条件がありません",
        "a code needs a name after *": "* の後にコードの名前が必要です",
        "there are two codes {1}": "コード {1} が 2 つあります",
        "a condition needs a line before it that names its code: *名前":
            "条件の前に、コードの名前の行（*名前）が必要です",
        "{1} has no coding rules": "{1} にコーディングルールがありません",
        "a quotation mark is not closed": "引用符が閉じていません",
        "the name of a code is not closed with >": "コードの名前が > で閉じていません",
        "{1} is not understood; conditions have words, and, or, not, near, seq and codes only":
            "{1} は使えません。条件に使えるのは、語、and、or、not、near、seq、コードだけです",
        "the function {1}() is not understood; there are near and seq":
            "関数 {1}() は使えません。使えるのは near と seq です",
        "{1}( is not closed": "{1}( が閉じていません",
        "{1} needs two or more words with - between them":
            "{1} には、- で区切った 2 つ以上の語が必要です",
        "{1} needs a number of letters in brackets, such as [20]":
            "{1} には、[20] のように文字数を角括弧で指定してください",
        "a parenthesis was never opened": "対応する開き括弧がありません",
        "two words need and, or, & or | between them":
            "語と語の間には、and、or、&、| のどれかが必要です",
        "parentheses are too deep": "括弧が深すぎます",
        "a word is missing at the end": "末尾に語がありません",
        "there is no code {1} above": "これより前にコード {1} がありません",
        "a parenthesis is not closed": "括弧が閉じていません",
        "a word is missing": "語がありません",
    ]
}
