/// A form submitted with POST.
struct FormBody {
    /// The names and values, in order.
    let fields: [(name: String, value: String)]

    /// Reads a body of the type `application/x-www-form-urlencoded`; fails if it is not one, or not
    /// in UTF-8.
    init?(_ request: WebRequest) {
        let type = (request.headers["content-type"] ?? "").lowercased()
        guard
            type.split(separator: ";").first?.filter({ $0 != " " })
                == "application/x-www-form-urlencoded"
        else { return nil }
        guard let fields = RequestTarget.parameters(request.body) else { return nil }
        self.fields = fields
    }

    /// The first value with a name.
    func value(_ name: String) -> String? { fields.first { $0.name == name }?.value }
}
