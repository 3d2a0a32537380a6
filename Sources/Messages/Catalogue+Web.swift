extension Catalogue {
    /// Messages of the site's server and data interface.
    static let web: [String: String] = [
        "there is nothing at this address": "このアドレスには何もありません",
        "there is no record {1}": "記録 {1} はありません",
        "there is no index to answer from yet": "検索できる索引がまだありません",
        "something went wrong on the server; the request was not answered":
            "サーバーで問題が起き、お答えできませんでした",
        "a request must have one Host header": "リクエストには Host ヘッダーが 1 つ必要です",
        "this server does not answer for the host of the request; allow the name with: search serve --allow-host NAME":
            "このサーバーは、リクエストのホスト名では応答しません。その名前を使うには search serve --allow-host 名前 で許可してください",
        "a form of another site is not taken": "ほかのサイトのフォームは受け付けません",
        "this address cannot be asked with {1}": "このアドレスに {1} は使えません",
        "the request is too large": "リクエストが大きすぎます",
        "the head of the request is too large": "リクエストのヘッダーが大きすぎます",
        "this server answers GET, HEAD and POST only":
            "このサーバーが応答するのは GET、HEAD、POST だけです",
        "the address of the request is malformed": "リクエストのアドレスの形式が正しくありません",
        "the form of the request is malformed": "送られたフォームの形式が正しくありません",
        "there is no parameter {1}": "パラメーター {1} はありません",
        "the value of {1} is too long": "{1} の値が長すぎます",
        "the parameter {1} is missing": "パラメーター {1} がありません",
        "{1} must be {2} to {3}": "{1} は {2} から {3} までです",
        "{1} must be above 0 and at most 1": "{1} は 0 より大きく 1 以下です",
        "{1} must be 0 or 1": "{1} は 0 か 1 です",
        "field must be NAME=VALUE": "field は「項目=値」の形で書いてください",
        "send a text or name an id, not both": "文章を送るか id を指定するか、どちらか一方にしてください",
        "send a text in UTF-8 to compare": "比べる文章を UTF-8 で送ってください",
        "give either q or like": "q か like のどちらか一方を指定してください",
        "{1} is unknown or needs a value (see: search serve --help)":
            "{1} は使えないか、値が必要です（search serve --help をご覧ください）",
        "--port must be 0 to 65535": "--port は 0 から 65535 までです",
        "--lang must be en or ja": "--lang は en か ja です",
        "lang must be en or ja": "lang は en か ja です",
        "--cache must be 0 to 4096": "--cache には 0 から 4096 までの数を指定してください",
        "--data must name a folder": "--data にはフォルダーを指定してください",
        "--log-queries needs --log": "--log-queries は --log とともに使います",
        "cannot listen: {1}": "待ち受けを始められません: {1}",
        "the site is not built: there is no search-web beside the command; build it with: make build-web":
            "画面のプログラム search-web がコマンドと同じ場所にありません。make build-web で作ってください",
        "cannot start {1}: {2}": "{1} を起動できません: {2}",
        "this file is gone; choose it again": "このファイルはもうありません。もう一度選んでください",
        "there is an index already; say replace=1 to build another in its place":
            "すでに索引があります。置き換えるには replace=1 を指定してください",
        "the file has no record with a title or a description":
            "ファイルに、題名か説明のある記録がありません",
        "another program is writing to the index; try again later":
            "ほかのプログラムが索引に書き込んでいます。しばらくしてからもう一度お試しください",
        "files are imported only with --data, and on this machine only":
            "ファイルの取り込みは、--data を指定したときに、このパソコンからだけできます",
        "choose a file that is not empty": "空でないファイルを選んでください",
        "Search in a browser: start a site on this machine.":
            "ブラウザーで検索する: このパソコンで画面を開けるようにする。",
        "The port to listen on; 0 for any that is free.":
            "待ち受けるポート。0 なら空いているもの。",
        "The address to listen on instead of 127.0.0.1 and ::1.":
            "127.0.0.1 と ::1 の代わりに待ち受けるアドレス。",
        "A name under which the site is reached; may be repeated.":
            "画面を開くときのホスト名。繰り返し書ける。",
        "How many megabytes of pages are kept to be answered again; 0 for none.":
            "同じ求めに再び応答するために残しておく画面の量（MB）。0 なら残さない。",
        "The folder into which files are imported on the page.":
            "画面でファイルを取り込む先のフォルダー。",
        "Write a line for each request on the standard error stream.":
            "リクエストごとに 1 行を標準エラー出力に書く。",
        "With --log: also what was asked for.":
            "--log とともに: 検索した内容も書く。",
    ]
}
