extension Catalogue {
    /// Messages about files in formats other than JSON Lines.
    static let formats: [String: String] = [
        // Locations.
        "cell {1}{2}": "セル {1}{2}",
        "row {1}": "{1} 行目",
        "sheet \"{1}\"": "シート「{1}」",
        "sheet \"{1}\", {2}": "シート「{1}」、{2}",
        // Kinds of files.
        "the file is empty (0 bytes)": "ファイルが空です (0 バイト)",
        "standard input can be read only once": "標準入力は一度しか読めません",
        "more than {1} MB come from a pipe; save them as a file first":
            "パイプからの入力が {1} MB を超えています。いったんファイルに保存してください",
        "this is a file of {1}, which is not read; unpack it, or save the data as CSV, .xlsx, .docx or text":
            "{1} のファイルは読めません。展開するか、CSV、.xlsx、.docx、テキストのいずれかで保存してください",
        "this is not a .{1} file; is it text?": ".{1} ファイルではありません。テキストではありませんか",
        "this is a binary workbook (.xlsb); save it as .xlsx or CSV":
            "バイナリ形式のブック (.xlsb) です。.xlsx か CSV で保存してください",
        "this is neither a workbook nor a Word document; save it as .xlsx, .docx or text":
            "ブックでも Word 文書でもありません。.xlsx、.docx、テキストのいずれかで保存してください",
        "this is a file of OpenDocument (.ods, .odt); save it as .xlsx, .docx or CSV":
            "OpenDocument のファイル (.ods、.odt) です。.xlsx、.docx、CSV のいずれかで保存してください",
        "this is a ZIP file; unpack it and name the files in it":
            "ZIP ファイルです。展開して、中のファイルを指定してください",
        "this is neither text in UTF-8, UTF-16, Shift_JIS, EUC-JP or ISO-2022-JP nor an Excel or Word file; save it as one of these":
            "UTF-8、UTF-16、Shift_JIS、EUC-JP、ISO-2022-JP のテキストでも、Excel や Word のファイルでもありません。これらのいずれかで保存してください",
        "this is a workbook in XML of 2003; save it as .xlsx or CSV":
            "XML スプレッドシート 2003 のブックです。.xlsx か CSV で保存してください",
        "this is a Word document in XML of 2003; save it as .docx":
            "Word 2003 XML の文書です。.docx で保存してください",
        "XML of this kind is not read; save the data as CSV, .xlsx or JSON":
            "この種類の XML は読めません。CSV、.xlsx、JSON のいずれかで保存してください",
        "the file is protected by a password; open it with the password and save it without one":
            "パスワードで保護されています。パスワードを入力して開き、パスワードなしで保存し直してください",
        "the file is protected by a password; save it without one":
            "パスワードで保護されています。パスワードなしで保存し直してください",
        "this is the old Excel format (.xls), whatever its name; save it as .xlsx or CSV":
            "名前にかかわらず、中身は古い Excel の形式 (.xls) です。.xlsx か CSV で保存してください",
        "this is the old Word format (.doc), whatever its name; save it as .docx":
            "名前にかかわらず、中身は古い Word の形式 (.doc) です。.docx で保存してください",
        "this is the old PowerPoint format (.ppt); save it as text or .docx":
            "古い PowerPoint の形式 (.ppt) です。テキストか .docx で保存してください",
        "this is a document of Ichitaro (一太郎); save it as .docx or text":
            "一太郎の文書です。.docx かテキストで保存してください",
        "this is a file of an old Office program; save it as .xlsx, .docx or CSV":
            "古い Office の形式のファイルです。.xlsx、.docx、CSV のいずれかで保存してください",
        // Texts.
        "a byte in line {1} has no meaning in {2}": "{1} 行目に {2} として読めないバイトがあります",
        "line {1} has a character of the user's own font (外字)": "{1} 行目に外字があります",
        "a NUL byte in line {1} is left out": "{1} 行目の NUL 文字を取り除きました",
        "the line is longer than {1} MB": "行が {1} MB を超えています",
        "the quotation mark that opens a cell in line {1} is never closed; close it, or double it if it belongs to the text":
            "{1} 行目で始まる引用符 \" が閉じられていません。閉じるか、本文の文字であれば \"\" と重ねて書いてください",
        "the row that begins in line {1} is longer than {2} MB; is a quotation mark not closed there?":
            "{1} 行目で始まる行が {2} MB を超えています。引用符の閉じ忘れではありませんか",
        "the text ends inside the array; is the file cut off?":
            "配列の途中で終わっています。ファイルが途中で切れていませんか",
        "expected \",\" or \"]\" between the records of the array":
            "配列の記録と記録の間には , か ] が必要です",
        "expected nothing after the array of records": "記録の配列の後ろには何も書けません",
        "the record is longer than {1} bytes": "記録が {1} バイトを超えています",
        "the page has more than {1} MB": "ページが {1} MB を超えています",
        "the HTML page has no table; save it as text or .docx":
            "HTML に表がありません。テキストか .docx で保存してください",
        "the table is not closed; is the file cut off?":
            "表が閉じられていません。ファイルが途中で切れていませんか",
        "the row has more than {1} cells": "1 行のセルが {1} 個を超えています",
        // PDF.
        "a PDF is not read from standard input; name the file":
            "PDF は標準入力から読めません。ファイルを指定してください",
        "a PDF is read with {1}, which is not installed; install poppler-utils, or save the document as text or .docx":
            "PDF を読むのに使う {1} がありません。poppler-utils をインストールするか、テキストか .docx で保存してください",
        "the PDF could not be converted (exit code {1}); is it damaged or protected by a password?":
            "PDF を変換できませんでした (終了コード {1})。壊れているか、パスワードで保護されていませんか",
        "the PDF holds no text, only pictures; recognise its text (OCR) first":
            "PDF に文字がなく、画像だけです。先に文字認識 (OCR) をしてください",
        // Packed files.
        "there is not enough memory": "メモリが足りません",
        "the file is damaged or cut off: {1}; obtain it again":
            "ファイルが壊れているか、途中で切れています ({1})。もう一度入手してください",
        "the file is refused: {1}": "このファイルは受け付けられません: {1}",
        "it has no ZIP directory": "ZIP の目次がありません",
        "its ZIP directory is too large": "ZIP の目次が大きすぎます",
        "its ZIP directory lies elsewhere": "ZIP の目次の位置が合いません",
        "its ZIP directory is cut": "ZIP の目次が途中で切れています",
        "the ZIP file has several parts; join them first":
            "分割された ZIP ファイルです。先に結合してください",
        "it has {1} entries, and {2} are allowed": "項目が {1} 個あり、上限の {2} 個を超えています",
        "it has two entries with the name {1}": "{1} という名前の項目が 2 つあります",
        "an entry lies outside of the file": "項目がファイルの外にあります",
        "the sizes of an entry differ": "項目の大きさが合いません",
        "an entry is packed by method {1}; save it again as .xlsx or .docx":
            "圧縮方式 {1} は使えません。.xlsx か .docx で保存し直してください",
        "an entry unpacks to {1} MB or more": "展開すると {1} MB 以上になる項目があります",
        "an entry of {1} kB unpacks to more than {2} MB":
            "{1} kB の項目が、展開すると {2} MB を超えます",
        "an entry has no header": "項目の見出しがありません",
        "an entry is cut": "項目が途中で切れています",
        "an entry cannot be unpacked": "項目を展開できません",
        "an entry is longer than it says": "項目が目次より長くなっています",
        "the checksum of an entry is wrong": "項目のチェックサムが合いません",
        "{1}, line {2}: {3}": "{1} の {2} 行目: {3}",
        "{1} has a document type declaration, which is not allowed":
            "{1} に文書型宣言があります。文書型宣言は使えません",
        "the elements of {1} are nested more than {2} deep":
            "{1} の要素の入れ子が {2} 段を超えています",
        "a tag of {1} is longer than {2} MB": "{1} に {2} MB を超えるタグがあります",
        // Workbooks and documents.
        "it has no workbook": "ブックの本体がありません",
        "it has no document": "文書の本体がありません",
        "the workbook has no sheet with cells": "ブックにワークシートがありません",
        "the sheet \"{1}\" is missing": "シート「{1}」がありません",
        "its strings have more than {1} MB": "文字列が {1} MB を超えています",
        "{1} has more than 1,000,000 merged ranges": "{1} の結合セルが 1,000,000 個を超えています",
        "the row after row {1} has no valid number": "{1} 行目の次の行の番号が正しくありません",
        "row {1} follows row {2}": "{2} 行目の後に {1} 行目があります",
        "the cells have too much text for a sheet": "セルの文字が多すぎます",
        "a cell is too long": "セルが長すぎます",
        "a paragraph is longer than 64 MB": "段落が 64 MB を超えています",
        "a row of a table has more than 16384 cells": "表の 1 行のセルが 16384 個を超えています",
        "the formula has no stored value": "数式の計算結果が保存されていません",
        "the cell refers to a text that is not there": "セルが参照する文字列がありません",
        "the cell has the error {1}; it is left empty": "セルがエラー {1} です。空として扱います",
    ]
}
