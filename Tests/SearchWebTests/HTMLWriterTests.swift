import JSON
import Testing

@testable import SearchWeb

@Suite("The writer of HTML") struct HTMLWriterTests {
    private func written(_ write: (inout HTMLWriter) -> Void) -> String {
        var html = HTMLWriter()
        write(&html)
        return String(decoding: html.bytes, as: UTF8.self)
    }

    @Test("what a text says cannot become a part of the page's structure")
    func text() {
        let html = written { $0.element(.span, text: "<script>alert('1')</script> & \"x\"") }
        #expect(
            html
                == "<span>&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;x&quot;</span>"
        )
    }

    @Test("the value of an attribute cannot end it")
    func attribute() {
        let html = written { $0.void(.input, .value("\" autofocus onfocus=\"x")) }
        #expect(html == "<input value=\"&quot; autofocus onfocus=&quot;x\">")
    }

    @Test("control characters become a sign, and blanks and line ends stay")
    func controls() {
        let html = written { $0.text("a\u{0}b\u{1B}c\u{7F}\td\n\r") }
        #expect(html == "a\u{FFFD}b\u{FFFD}c\u{FFFD}\td\n\u{FFFD}")
    }

    @Test("elements nest, and optional attributes are left out")
    func elements() {
        let html = written { html in
            html.element(.ul, .class("a"), nil, .flag(.hidden)) { html in
                html.element(.li, text: "1")
            }
        }
        #expect(html == "<ul class=\"a\" hidden><li>1</li>\n</ul>\n")
    }

    @Test(
        "an address has every letter but unreserved ones encoded",
        arguments: [
            ("javascript:alert(1)", "/javascript%3Aalert%281%29"), ("a/../b", "/a%2F..%2Fb"),
            ("図", "/%E5%9B%B3"), ("a-b_c.d~", "/a-b_c.d~"),
        ])
    func addresses(_ part: String, _ expected: String) {
        #expect(PageAddress(part).text == expected)
    }

    @Test("parameters follow the path in their order")
    func parameters() {
        let address = PageAddress("", parameters: [("q", "a&b=c"), ("area", "")])
        #expect(address.text == "/?q=a%26b%3Dc&area=")
    }
}
