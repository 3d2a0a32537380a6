extension Catalogue {
    /// Reading tables, spreadsheets and documents into an index.
    static let importing: [String: String] = [
        "row {1} cannot be the header: it is not among the first {2} rows":
            "{1} 行目は見出し行にできません。最初の {2} 行の中にありません",
        "there is no sheet {1}; the file has {2}":
            "シート {1} はありません。このファイルのシート: {2}",
        "there is no column {1}; the table has {2}":
            "列 {1} はありません。この表の列: {2}",
        "{1} and {2} more":
            "{1}、ほか {2} 件",
        "the table has no rows below a header":
            "見出し行の下にデータの行がありません",
        "no key looks like a title or a description; name one with --map title=KEY; there are {1}":
            "事業名や概要に当たるキーが見つかりません。--map title=キー で指定してください。キー: {1}",
        "no column looks like a title or a description; name one with --map title=COLUMN; there are {1}":
            "事業名や概要に当たる列が見つかりません。--map title=列名 で指定してください。列: {1}",
        "the file has changed while it was read":
            "読み込み中にファイルが変更されました",
        "the format {1} is not known; there are {2}":
            "形式 {1} は使えません。使える形式: {2}",
        "the encoding {1} is not known; there are {2}":
            "文字コード {1} は使えません。使える文字コード: {2}",
        "the delimiter must be a comma, tab, ; or |":
            "区切り文字は、コンマ、tab、;、| のどれかです",
        "the folder has no file of records: no table, document or JSON":
            "フォルダーに読み込めるファイル（表、文書、JSON）がありません",
        "folders are nested more than {1} deep":
            "フォルダーの階層が {1} を超えています",
        "skipped, as they are not tables, documents or JSON: {1}":
            "表・文書・JSON ではないため読み込まなかったファイル: {1}",
        "no record has the key {1}, which --map or --id names":
            "--map または --id のキー {1} がある記録はありません",
        "the document has no text":
            "文書に本文がありません",
        "the bytes fit CP932 and EUC-JP alike and were read as CP932; --encoding euc-jp reads them otherwise":
            "文字コードが CP932 か EUC-JP か判別できないため、CP932 として読みました。EUC-JP であれば --encoding euc-jp を指定してください",
        "the index has no fields for these columns, which are left out: {1}":
            "索引にない項目の列は取り込みませんでした: {1}",
        "{1} left out (--sheet NAME reads one): {2}":
            "{1}は読み込みませんでした（--sheet シート名 で読み込めます）: {2}",
        "the sheet {1} is of another form and was left out ({2}); --sheet {3} or --sheet all reads it":
            "シート {1} は様式が異なるため読み込みませんでした（{2}）。--sheet {3} または --sheet all で読み込めます",
        "{1} read as well; --skip-hidden leaves them out":
            "{1}も読み込みました。--skip-hidden で除けます",
        "hidden columns were read as well: {1}":
            "非表示の列も読み込みました: {1}",
        "other tables have the same ids, so those of this file begin with its name: {1}-…":
            "ほかの表と番号が重なるため、このファイルの ID はファイル名で始まります: {1}-…",
        "line {1}: {2}":
            "{1} 行目: {2}",
        "{1} more of that kind":
            "同じものがほかに {1} 件あります",
        "{1} was left out: \"{2}\" is not a date":
            "{1} を除きました。「{2}」は日付として読めません",
        "{1} was left out: \"{2}\" is not an amount":
            "{1} を除きました。「{2}」は金額として読めません",
        "{1} was left out: \"{2}\" is not a whole number":
            "{1} を除きました。「{2}」は整数として読めません",
        "sheet {1}, row {2}: {3}":
            "シート {1}、{2} 行目: {3}",
        "row {1}: {2}":
            "{1} 行目: {2}",
        "row {1} has {2} cells instead of {3}":
            "{1} 行目のセルが {2} 個です（見出しは {3} 個）",
        "{1} more rows have other numbers of cells":
            "ほかに {1} 行でセルの数が異なります",
        "{1} more values could not be read":
            "ほかに {1} 件の値が読めませんでした",
        "no column is called like a title; {1} was taken (--map title=COLUMN says otherwise)":
            "事業名に当たる列名がないため、{1} を題名としました（--map title=列名 で変更できます）",
        "no column is called like a description; {1} was taken (--map description=COLUMN says otherwise)":
            "概要に当たる列名がないため、{1} を本文としました（--map description=列名 で変更できます）",
        "the table has no header, so its columns are called A, B, C and so on (--header-row N says otherwise)":
            "見出し行がないため、列名を A、B、C… としました（--header-row 行番号 で指定できます）",
        "an index searches {1} text fields at most; these are only shown: {2}":
            "検索できる本文の項目は {1} 個までです。次の列は表示のみ行います: {2}",
        "{1} is the same in all rows, so it was not taken for the start year":
            "{1} はすべての行で同じ値のため、開始年とはしませんでした",
        "{1} of totals skipped":
            "合計・小計の行（{1}）は除きました",
        "{1} skipped":
            "{1}は除きました",
        "{1} left out":
            "{1}は除きました",
        "{1} without a title and a description skipped":
            "題名も本文もない行（{1}）は除きました",
        "{1}: {2}; --strict takes a warning for an error":
            "{1}: {2}（--strict の指定により、警告をエラーとします）",
        "own field, {1}":
            "独自の項目、{1}",
        "left out: {1}":
            "取り込まない列: {1}",
        "{1} ({2})":
            "{1}（{2}）",
        "{1}: {2}":
            "{1}: {2}",
        "warning: {1}":
            "警告: {1}",
        "record {1}":
            "記録 {1}",
        "tabs":
            "タブ区切り",
        "header in row {1}":
            "見出しは {1} 行目",
        "texts": "文章",
        "exact values": "語句",
        "whole numbers": "整数",
        "dates": "日付",
        "amounts in yen": "金額（円）",
        "yes or no": "はい・いいえ",
        "Yes": "はい",
        "No": "いいえ",
        "{1} was left out: \"{2}\" is not yes or no":
            "{1} を除きました。「{2}」は「はい」「いいえ」として読めません",
        "\"{1}\" is not yes or no; write はい, いいえ, true, false, ○ or ×":
            "「{1}」は「はい」「いいえ」として読めません。はい、いいえ、true、false、○、× のどれかで書いてください",
        "shown only": "表示のみ",
        "totals": "合計・小計",
        "notes": "注記",
        "repeated headers": "見出しの繰り返し",
        "hidden": "非表示",
        "neither a title nor a description": "題名も本文もない",
        "above the header": "見出し行より上",
        "blank": "空白",
        "running heads": "柱",
        "page numbers": "ページ番号",
        "rules and marks": "罫線・記号",
        "tables of contents": "目次",
        "headings without a text": "本文のない見出し",
        "front matter": "日付・部署名",
        "prefaces": "はじめに・おわりに",
        "outside of any record": "どの記録にも属さない行",
        "headers and totals of tables": "表の見出し・合計",
        "lines that say that there is nothing": "「なし」の行",
        "a kind of numbers for a field that has none":
            "数値でない項目に数値の種類が付いています",
        "the field {1} is of a kind that this version does not know":
            "項目 {1} の種類は、このバージョンでは扱えません",
        "{1} was left out: \"{2}\" is not a year from 1868 to 2100":
            "{1} を除きました。「{2}」は 1868 年から 2100 年までの年ではありません",
        "Nothing was built. To build it like this:":
            "索引は作っていません。この内容で作るには:",
        "--split must be COLUMN=MARKS":
            "--split は 列名=区切り文字 の形で書いてください",
        "--by must be heading or page":
            "--by は heading か page です",
        "--whole and --by contradict each other":
            "--whole と --by は同時に使えません",
        "--header-row must be 1 to 1000000":
            "--header-row は 1 から 1000000 までです",
        "--format must be jsonl, csv or tsv":
            "--format は jsonl、csv、tsv のどれかです",
        "there is no order {1}; there are {2}":
            "並び順 {1} はありません。使える並び順: {2}",
        "\"{1}\" is not a date; write it like 2015, 2015-04, H27.4.1 or 2015..2020":
            "「{1}」は日付として読めません。2015、2015-04、H27.4.1、2015..2020 のように書いてください",
        "\"{1}\" is not an amount; write it like 1200000, 120万円, >=1億円 or 100万..500万":
            "「{1}」は金額として読めません。1200000、120万円、>=1億円、100万..500万 のように書いてください",
    ]
}
