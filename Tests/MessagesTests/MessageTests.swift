import Messages
import Testing

@Suite("Messages") struct MessageTests {
    @Test("a literal is its own English, and its key has numbers for parameters")
    func literal() {
        let folder = "my"
        let message: Message = "there is no index in \(folder); build one with: search index"
        #expect(message.key == "there is no index in {1}; build one with: search index")
        #expect(
            message.text(in: .english) == "there is no index in my; build one with: search index")
        #expect(message.text(in: .japanese) == "my に索引がありません。search index で作ってください")
        #expect(message.parameters.map { $0.text(in: .english) } == ["my"])
    }

    @Test("a message that the catalogue does not have is in English")
    func unknown() {
        let message: Message = "no catalogue knows \(3) of these"
        #expect(message.text(in: .japanese) == "no catalogue knows 3 of these")
    }

    @Test("joined literals are one message")
    func joined() {
        let message: Message = "\(1) and " + "\(2) and " + "\(3)"
        #expect(message.key == "{1} and {2} and {3}")
        #expect(message.text(in: .english) == "1 and 2 and 3")
    }

    @Test("a message in a message is in the language of the whole")
    func nested() {
        let inner: Message = "No such file or directory"
        let message: Message = "cannot \(Message(key: "open the file")): \(inner)"
        #expect(message.text(in: .english) == "cannot open the file: No such file or directory")
        #expect(
            message.text(in: .japanese)
                == "ファイルを開くことができません: そのようなファイルやフォルダーはありません")
    }

    @Test(
        "numbers of things have their plural, and in Japanese their counter",
        arguments: [
            (0, "0 hits", "0 件"), (1, "1 hit", "1 件"), (12_345, "12,345 hits", "12,345 件"),
        ])
    func counts(count: Int, english: String, japanese: String) {
        let message: Message = "\(count: count, "hit")"
        #expect(message.text(in: .english) == english)
        #expect(message.text(in: .japanese) == japanese)
    }

    @Test("what a parameter holds is never taken for a parameter")
    func hostile() {
        let message: Message = "\("{2} {1}") is not \("{1}")"
        #expect(message.text(in: .english) == "{2} {1} is not {1}")
        #expect(Message(verbatim: "{1} {2}").text(in: .japanese) == "{1} {2}")
    }

    @Test(
        "LC_ALL comes before LC_MESSAGES, and that before LANG",
        arguments: [
            ([:], MessageLanguage.english),
            (["LANG": "ja_JP.UTF-8"], .japanese),
            (["LANG": "ja"], .japanese),
            (["LANG": "ja_JP.UTF-8", "LC_MESSAGES": "C"], .english),
            (["LANG": "C", "LC_MESSAGES": "ja_JP.eucJP"], .japanese),
            (["LC_ALL": "en_US.UTF-8", "LC_MESSAGES": "ja_JP.UTF-8"], .english),
            (["LC_ALL": "", "LANG": "ja_JP.UTF-8"], .japanese),
            (["LANG": "jam_JM"], .english),
            (["LANG": "POSIX"], .english),
        ])
    func language(environment: [String: String], expected: MessageLanguage) {
        #expect(MessageLanguage { environment[$0] } == expected)
    }
}
