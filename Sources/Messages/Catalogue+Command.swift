extension Catalogue {
    /// Errors and notes of the command.
    static let command: [String: String] = [
        "cannot write the output: {1}": "出力を書けません: {1}",
        "give words to search for, options that say what to list, or a command (see: search --help)":
            "検索する語、一覧するためのオプション、またはコマンドを書いてください（search --help を見てください）",
        "there is no command {1}; did you mean: {2}? To search for the word: search query {3}":
            "コマンド {1} はありません。{2} のことですか。語として検索するには search query {3}",
        "there is no command {1}; did you mean: search help {2}?":
            "コマンド {1} はありません。search help {2} のことですか",
        "similar takes one id only, and {1} is one more; to compare two records: search compare ID ID; to compare a text: search similar --text TEXT":
            "similar に書ける ID は 1 つだけです（{1} が余分です）。2 件を比べるには search compare ID ID、文章と比べるには search similar --text 文章",
        "compare takes two ids only, and {1} is one more":
            "compare に書ける ID は 2 つだけです（{1} が余分です）",
        "there is no record {1} in {2}; to compare a text: search similar --text TEXT":
            "{2} に記録 {1} はありません。文章と比べるには search similar --text 文章",
        "there is no record {1} in {2}; to search for words: search WORDS":
            "{2} に記録 {1} はありません。語を検索するには search 語",
        "there is no index in {1}; name another folder with --index, build an index with: search index FILE, or go to the folder of the project":
            "{1} に索引がありません。--index で別のフォルダーを指定するか、search index ファイル で作るか、プロジェクトのフォルダーに移ってください",
        "there is no index in {1}; build one with: search index --index {2}":
            "{1} に索引がありません。search index --index {2} で作ってください",
        "there is no folder corpus here to index; name what to read: search index FILE, or go to the folder of the project":
            "ここには索引に入れるフォルダー corpus がありません。search index ファイル で読むものを指定するか、プロジェクトのフォルダーに移ってください",
        "there is no field {1} in the index, so it was searched for as text; there is {2}":
            "索引に項目 {1} はないので、文字として検索しました。使える項目は {2} です",
        "{1} and {2} more": "{1}、ほか {2} 件",
        "{1} (see: search --help)": "{1}（search --help を見てください）",
        "--batch reads from the standard input: ids or, with --text -, texts":
            "--batch は標準入力から ID（--text - のときは文章）を読みます",
        "--batch reads its queries from the standard input":
            "--batch は標準入力から検索式を読みます",
        "--batch writes JSON Lines; remove --format":
            "--batch は JSON Lines を書きます。--format を外してください",
        "--batch writes JSON Lines; remove --json and --explain":
            "--batch は JSON Lines を書きます。--json と --explain を外してください",
        "--bom needs --format csv or --format tsv":
            "--bom は --format csv か --format tsv とともに使います",
        "--columns needs --format csv, tsv or markdown":
            "--columns は --format csv、tsv、markdown のどれかとともに使います",
        "there is no column {1}; there are {2}":
            "列 {1} はありません。使えるのは {2} です",
        "--diversify must be 0 to 1": "--diversify は 0 から 1 までです",
        "--format ids is not available for this command": "このコマンドでは --format ids は使えません",
        "--json and --format contradict each other": "--json と --format が食い違っています",
        "--kind must be project, background or all":
            "--kind は project、background、all のどれかです",
        "--partial needs --run": "--partial は --run とともに使います",
        "--passes must be 1 to 10000": "--passes は 1 から 10000 までです",
        "--per-area must be 1 to 1000000": "--per-area は 1 から 1000000 までです",
        "--run needs --batch": "--run は --batch とともに使います",
        "--threshold must be 1 to 30": "--threshold は 1 から 30 までです",
        "--threshold must be above 0 and at most 1": "--threshold は 0 より大きく 1 以下です",
        "--threshold needs --like": "--threshold は --like とともに使います",
        "--warm must be 0 to 10000": "--warm は 0 から 10000 までです",
        "-n must be 0 to 1000000": "-n は 0 から 1000000 までです",
        "-n must be 1 to 10000": "-n は 1 から 10000 までです",
        "-n must be 1 to 1000000": "-n は 1 から 1000000 までです",
        "give the id of a record, --text or --file":
            "記録の ID、--text、--file のどれか 1 つを書いてください",
        "give words or --like": "語か --like のどちらかを書いてください",
        "--threads must be 1 to 256": "--threads は 1 から 256 までです",
        "--memory must be 16 to 1048576 MB": "--memory は 16 から 1048576 MB までです",
        "--index must name a folder": "--index にはフォルダーの名前が必要です",
        "--output must name a file": "--output にはファイルの名前が必要です",
        "argument {1} is not valid UTF-8": "{1} 番目の引数が UTF-8 ではありません",
        "{1} is a file of an index; write to another file":
            "{1} は索引のファイルです。別のファイルに書いてください",
        "too few files may be open at a time: {1} more are needed; raise the limit with: ulimit -n":
            "同時に開けるファイルが足りません。あと {1} 個必要です。ulimit -n で上限を上げてください",
        "too little memory: {1} more are needed; raise the limit with: ulimit -v":
            "メモリが足りません。あと {1} 必要です。ulimit -v で上限を上げてください",
        "--id must name a key": "--id にはキーの名前が必要です",
        "no records in {1}; nothing to index": "{1} に記録がありません。索引に入れるものがありません",
        "no record has a title or a description; name the keys with --map title=…,description=…":
            "題名か説明のある記録がありません。--map title=…,description=… でキーを指定してください",
        "{1}: there is no query in it": "{1}: 検索式がありません",
        "{1}: topic {2}: there is no record {3} in {4}": "{1}: 課題 {2}: {4} に記録 {3} はありません",
        "{1}: the file is not UTF-8": "{1}: ファイルは UTF-8 ではありません",
        "there is no record {1} in {2}": "{2} に記録 {1} はありません",
        "line {1} of the standard input": "標準入力の {1} 行目",
        "line {1} of the standard input is longer than {2} bytes":
            "標準入力の {1} 行目が {2} バイトより長くなっています",
        "the standard input cannot be read: {1}": "標準入力を読めません: {1}",
        "the standard input is longer than {1}": "標準入力が {1} より長くなっています",
        "{1}: topic {2}: {3}": "{1}: 課題 {2}: {3}",
        "line {1} of the standard input: {2}": "標準入力の {1} 行目: {2}",
        "line {1} of the standard input: a run cannot hold the qid \"{2}\", which has a blank":
            "標準入力の {1} 行目: qid「{2}」に空白があるので、run には書けません",
        "\"{1}\": the index misses {2} and invents {3}":
            "「{1}」: 索引は {2} を見落とし、{3} を余計に見つけます",
        "nothing": "なし",
        "{1}\n  {2}\n  {3}": "{1}\n  {2}\n  {3}",
    ]

    /// Headings, summaries and columns of results.
    static let output: [String: String] = [
        "No record has all of: {1}. Records with some of them:":
            "{1} のすべてを含む記録はありません。一部を含む記録です。",
        "With some of the words:": "一部の語を含む記録:",
        "No record passes the filters ({1}).": "条件に合う記録はありません（{1}）。",
        "Nothing found for {1} ({2}).": "「{1}」は見つかりませんでした（{2}）。",
        "{1} in {2}": "{1}（{2}）",
        "{1} with some of the words in {2}": "一部の語を含む記録 {1}（{2}）",
        "{1}: records are read from JSON Lines, one object a line; convert the file first":
            "{1}: 記録は JSON Lines（1 行に 1 つのオブジェクト）から読みます。先に変換してください",
        "there is no command {1} (see: search --help)":
            "コマンド {1} はありません（search --help を見てください）",
        "(partial)": "(部分一致)",
        "score {1} =": "得点 {1} =",
        "{1}  {2} ({3})": "{1}  {2}（{3}）",
        "weighted frequency {1}, in {2}": "重み付き頻度 {1}、{2}",
        "weighted frequency {1}": "重み付き頻度 {1}",
        "Nothing similar to {1} found ({2}).": "{1} に似た記録は見つかりませんでした（{2}）。",
        "{1} most similar to {2} in {3}": "{2} に最も似た記録 {1}（{3}）",
        "the text": "この文章",
        "shared: ": "共通: ",
        "{1} (for {2})": "{1}（{2}の同義語）",
        "area": "地域",
        "records": "件数",
        "best": "代表的な記録",
        "No such record in this data:": "このデータに記録がない地域:",
        "No record does not mean no project: this data need not list every project.":
            "記録がないことは、事業がないことを意味しません。このデータにすべての事業が載っているとは限りません。",
        "To be checked; the words occur only inside longer words:":
            "要確認（語が長い語の一部としてだけ出てくる地域）:",
        "{1} to be checked": "要確認 {1}",
        "{1} with no such record": "該当する記録なし {1}",
        "; ": "、",
        "similarity {1}": "類似度 {1}",
        "{1} (own)": "{1}（当該地域）",
        "{1} of {2}, {3}": "{2}のうち {1} 地域に {3}",
        "{1} of {2}, {3} ({4} of no area)": "{2}のうち {1} 地域に {3}（地域のないもの {4} 件）",
        "similarity": "類似度",
        "shared": "共通",
        "only in 1": "1 だけ",
        "only in 2": "2 だけ",
        "indexing": "索引を作成中",
        "verifying": "検証中",
        "{1}: intact; {2}, {3}, {4}, {5} with {6} and {7}, {8}":
            "{1}: 異常なし。{2}、{3}、{4}、{5}（{6}、{7}）、{8}",
        "{1}: exact; {2} in {3} found as a scan finds them, {4}":
            "{1}: 正確。{3}の中の{2}が走査の結果と一致、{4}",
        "{1}: {2}, {3} of text, {4} index, {5} s, {6} MB/s":
            "{1}: {2}、文章 {3}、索引 {4}、{5} 秒、{6} MB/s",
        "all {1}": "全体 {1}",
        "{1} minus that of {2}: {3}, p = {4}": "{1} の {2} との差: {3}、p = {4}",
        // Columns of tables.
        "rank": "順位",
        "id": "ID",
        "title": "題名",
        "description": "説明",
        "kind": "種類",
        "area_key": "地域キー",
        "prefectures": "都道府県",
        "municipalities": "市町村",
        "category": "分類",
        "field": "分野",
        "status": "状況",
        "start_year": "開始年",
        "source": "出典",
        "figures": "数値",
        "score": "得点",
        "partial": "部分一致",
        "all_words": "全語一致",
        "snippet": "抜粋",
        "value": "値",
        "name": "名前",
        "own": "当該地域",
        "best_id": "代表的な記録の ID",
        "best_title": "代表的な記録の題名",
        "best_score": "代表的な記録の得点",
        "in": "どちらに",
        "phrase": "語句",
        "weight": "重み",
        "synonym_of": "同義語の元",
        "key": "キー",
        "group": "グループ",
        "group_hits": "グループの件数",
        "hits": "件数",
        "cause": "理由",
        "query": "検索式",
        "file": "ファイル",
        "documents": "文書の数",
        "deleted_documents": "削除済みの文書",
        "bytes": "バイト",
        // Facts printed by stats.
        "segments": "セグメントの数",
        "positions": "位置の数",
        "bigrams": "2 文字組の種類",
        "words": "単語の種類",
        "stored_bytes": "文書のバイト",
        "bigram_bytes": "2 文字組のバイト",
        "word_bytes": "単語のバイト",
        "generation": "世代",
        "format": "形式のバージョン",
        "icu": "ICU のバージョン",
        "dictionary_words": "辞書の単語",
        "foldings": "表記ゆれの統一",
        "text_fields": "文章の項目",
        "keyword_fields": "キーワードの項目",
        "integer_fields": "整数の項目",
        "yes": "あり",
        "no": "なし",
        "{1} (weight {2})": "{1}（重み {2}）",
    ]

    /// Texts that arrive in English from other parts: those of the argument parser, and the
    /// evidence of explanations.
    static let argumentParser: [String: String] = [
        "Unknown option '{1}'": "オプション '{1}' はありません",
        "Unknown option '{1}'. Did you mean '{2}'?":
            "オプション '{1}' はありません。'{2}' のことですか",
        "Missing value for '{1}'": "'{1}' に値がありません",
        "Missing expected argument '{1}'": "引数 '{1}' がありません",
        "Missing one of: '{1}'": "次のどれかが必要です: '{1}'",
        "Unexpected argument '{1}'": "余分な引数 '{1}' があります",
        "{1} unexpected arguments: '{2}'": "余分な引数が {1} 個あります: '{2}'",
        "The value '{1}' is invalid for '{2}'": "値 '{1}' は '{2}' に使えません",
        "The value '{1}' is invalid for '{2}'. Please provide one of {3}.":
            "値 '{1}' は '{2}' に使えません。{3} のどれかを書いてください",
        "The value '{1}' is invalid for '{2}'. Please provide one of the following: {3}":
            "値 '{1}' は '{2}' に使えません。次のどれかを書いてください: {3}",
        "The option '{1}' does not take any value, but '{2}' was specified.":
            "オプション '{1}' は値を取りませんが、'{2}' が書かれています",
        "Can't generate completion scripts for '{1}'.": "'{1}' の補完スクリプトは作れません",
        "bigram {1}": "2 文字組 {1}",
        "bigram {1} of a synonym": "同義語の 2 文字組 {1}",
        "word {1}": "単語 {1}",
        "word {1} of a synonym": "同義語の単語 {1}",
        "bigram {1} of another form": "別の表記の 2 文字組 {1}",
        "word {1} of another form": "別の表記の単語 {1}",
        "bigram {1} of the best hits": "上位の記録の 2 文字組 {1}",
        "word {1} of the best hits": "上位の記録の単語 {1}",
        "as a whole {1}": "そのまま {1}",
        "other form {1}": "別の表記 {1}",
        "part of the compound {1}": "複合語 {1} の一部",
        "read so: {1}": "読みが同じ語 {1}",
        "time {1}": "時期 {1} 年",
        "words near each other": "近くにある語",
        "related to {1}: {2}": "「{1}」に関連する語 {2}",
        "Nothing is close to {1}: the records below share little more than words with it.":
            "{1}に近いものはありません。以下は共通の語があるだけです。",
        "theme of the question": "質問全体の主題",
        "rarity of the words that are there": "含まれる語の珍しさ",
        "began in {1}": "{1} 年に開始",
        "says a beginning in {1}": "{1} 年の開始を記す",
        "names the year {1}": "{1} 年に言及",
    ]
}
