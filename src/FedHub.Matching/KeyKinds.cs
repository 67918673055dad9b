namespace FedHub.Matching;

/// <summary>Kinds of keys of exact identifiers; the kinds of name keys stand in <see cref="NameKeys"/>.</summary>
internal static class KeyKinds
{
    public const string Document = "doc";
    public const string FoldedDocument = "doc.folded";
    public const string AnyDocument = "doc.any";
    public const string PersonalNumber = "pn";
    public const string AnyPersonalNumber = "pn.any";
    public const string Phone = "phone";
    public const string Plate = "plate";
    public const string AnyPlate = "plate.any";
    public const string Vin = "vin";
    public const string Iban = "iban";
    public const string Email = "email";
    public const string Handle = "handle";
    public const string Crypto = "crypto";
}
