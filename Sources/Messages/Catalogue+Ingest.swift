extension Catalogue {
    /// Reading records and mappings of fields.
    static let ingest: [String: String] = [
        "{1} (byte {2})": "{1}（{2} バイト目）",
        "byte {1}: {2}": "{1} バイト目: {2}",
        "\"{1}\": {2}": "「{1}」: {2}",
        "--map {1}": "--map {1}",
        "the field \"{1}\" {2}": "項目「{1}」: {2}",
        "the key \"{1}\" {2}": "キー「{1}」: {2}",
        "holds an array in an array; a text is needed":
            "配列の中に配列があります。文字列が必要です",
        "holds an object; a text is needed": "オブジェクトが入っています。文字列が必要です",
        "holds {1}; a whole number is needed": "{1}が入っています。整数が必要です",
        "holds \"{1}\"; a whole number is needed": "「{1}」が入っています。整数が必要です",
        "null": "null",
        "a truth value": "真偽値",
        "a number": "数値",
        "a text": "文字列",
        "an array": "配列",
        "an object": "オブジェクト",
        "expected an object with fields, found {1}":
            "項目をもつオブジェクトが必要ですが、{1}があります",
        "the key \"{1}\" occurs twice": "キー「{1}」が 2 度出てきます",
        "the id in \"{1}\" is empty": "「{1}」の ID が空です",
        "the record has no id: there is no key \"{1}\"": "記録に ID がありません。キー「{1}」がありません",
        "the id in \"{1}\" is {2}; a text or an integer is needed":
            "「{1}」の ID が{2}です。文字列か整数が必要です",
        "the id {1} occurs a second time; the first is in {2}:{3}":
            "ID {1} が 2 度出てきます。1 度目は {2}:{3} です",
        "the line is longer than {1} bytes; is this a file of JSON Lines?":
            "行が {1} バイトを超えています。JSON Lines のファイルですか",
        "this is a JSON array, not JSON Lines, which have one object a line; convert it, for example with: jq -c '.[]'":
            "これは JSON の配列で、JSON Lines（1 行に 1 つのオブジェクト）ではありません。jq -c '.[]' などで変換してください",
        "this is JSON over several lines, not JSON Lines, which have one object a line; convert it, for example with: jq -c .":
            "これは複数行の JSON で、JSON Lines（1 行に 1 つのオブジェクト）ではありません。jq -c . などで変換してください",
        "this is a table with commas (CSV), not JSON Lines, which have one object a line; convert it first":
            "これはコンマ区切りの表（CSV）で、JSON Lines（1 行に 1 つのオブジェクト）ではありません。先に変換してください",
        "this is a table with tabs (TSV), not JSON Lines, which have one object a line; convert it first":
            "これはタブ区切りの表（TSV）で、JSON Lines（1 行に 1 つのオブジェクト）ではありません。先に変換してください",
        "the file is in UTF-16; convert it to UTF-8":
            "ファイルは UTF-16 です。UTF-8 に変換してください",
        "there is no such file or folder": "そのようなファイルやフォルダーはありません",
        "may not be read; check its permissions": "読めません。権限を確かめてください",
        "is a folder, but a file is expected": "フォルダーですが、ファイルが必要です",
        "is not a file name: it is empty or holds a NUL":
            "ファイルの名前ではありません。空か、NUL が入っています",
        "expected nothing after the value, found {1}": "値の後ろには何も書けませんが、{1}があります",
        "the text ends where a value should be": "値があるはずの所で文章が終わっています",
        "expected a value, found {1}": "値が必要ですが、{1}があります",
        "expected \",\" or \"]\" in an array, found {1}": "配列には , か ] が必要ですが、{1}があります",
        "expected a key in quotation marks, found {1}": "引用符で囲んだキーが必要ですが、{1}があります",
        "expected \":\" after a key, found {1}": "キーの後ろには : が必要ですが、{1}があります",
        "expected \",\" or \"}\" in an object, found {1}":
            "オブジェクトには , か } が必要ですが、{1}があります",
        "expected {1}": "{1} が必要です",
        "arrays and objects are nested more than {1} deep":
            "配列とオブジェクトの入れ子が {1} 段を超えています",
        "the end of the text": "文章の終わり",
        "byte 0x{1}": "バイト 0x{1} ",
        "\"{1}\"": " {1} ",
        "expected a digit after \"-\"": "- の後ろには数字が必要です",
        "a number starts with a needless 0": "数値が余分な 0 で始まっています",
        "expected a digit after \".\"": ". の後ろには数字が必要です",
        "expected a digit in an exponent": "指数には数字が必要です",
        "a number is too large": "数値が大きすぎます",
        "a string is not valid UTF-8; is the file in another encoding?":
            "文字列が正しい UTF-8 ではありません。ファイルの文字コードが違うのではありませんか",
        "a string holds a control character that is not escaped":
            "文字列の中に、エスケープしていない制御文字があります",
        "the text ends inside a string": "文字列の途中で文章が終わっています",
        "a string ends inside an escape": "エスケープの途中で文字列が終わっています",
        "a string has an escape that JSON does not know":
            "文字列に、JSON にないエスケープがあります",
        "expected four hexadecimal digits after \\u": "\\u の後ろには 16 進数字が 4 つ必要です",
        "the first half of a surrogate pair stands alone":
            "サロゲートペアの前半だけがあります",
        "the second half of a surrogate pair stands alone":
            "サロゲートペアの後半だけがあります",
        "the key of the id is empty": "ID のキーが空です",
        "a backslash at the end has nothing to take literally":
            "終わりのバックスラッシュの後ろに文字がありません",
        "expected target=source, found \"{1}\"": "項目=キー の形が必要ですが、「{1}」があります",
        "a rule has no target before \"=\"": "= の前に項目がありません",
        "the target \"{1}\" holds \"+\"; write \"\\+\" if it is meant":
            "項目「{1}」に + があります。文字としての + は \\+ と書いてください",
        "the target \"{1}\" has two rules": "項目「{1}」の規則が 2 つあります",
        "the rule of \"{1}\" has an empty source key": "「{1}」の規則に空のキーがあります",
        "the rule of \"{1}\" names \"{2}\" twice": "「{1}」の規則に「{2}」が 2 度出てきます",
    ]
}
