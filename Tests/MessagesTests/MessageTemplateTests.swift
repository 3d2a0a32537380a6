import Testing

@testable import Messages

@Suite("Templates of messages") struct MessageTemplateTests {
    @Test(
        "braces with anything but a number are text",
        arguments: ["{", "}", "{}", "{a}", "{1", "1}", "{-1}"])
    func text(template: String) {
        #expect(MessageTemplate(template).parameters == [])
        #expect(MessageTemplate(template).filled { _ in "x" } == template)
    }

    @Test("the parameters of a text are found again")
    func parameters() {
        let template = MessageTemplate("The value '{1}' is invalid for '{2}'")
        #expect(
            template.parameters(of: "The value 'a 'b' is invalid for '-n <n>'")
                == [1: "a 'b", 2: "-n <n>"])
        #expect(template.parameters(of: "The value 'a' is fine for 'b'") == nil)
        #expect(template.parameters(of: "The value 'a' is invalid for 'b'!") == nil)
        #expect(MessageTemplate("word {1}").parameters(of: "word 火葬場") == [1: "火葬場"])
        #expect(MessageTemplate("{1} b").parameters(of: " b") == [1: ""])
    }

    @Test("a text of another library is a message of the catalogue")
    func english() {
        let message = Catalogue.message(ofEnglish: "Unknown option '--x'. Did you mean '--y'?")
        #expect(message.text(in: .japanese) == "オプション '--x' はありません。'--y' のことですか")
        #expect(
            Catalogue.message(ofEnglish: "--run needs --batch").text(in: .japanese)
                == "--run は --batch とともに使います")
        #expect(Catalogue.message(ofEnglish: "whatever").text(in: .japanese) == "whatever")
    }
}
