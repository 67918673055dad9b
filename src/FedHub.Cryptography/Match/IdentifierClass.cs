namespace FedHub.Cryptography.Match;

/// <summary>Kind of identifier. Each search key belongs to exactly one. The numbers are part of what is hashed.</summary>
public enum IdentifierClass : byte
{
    /// <summary>Not a class.</summary>
    None = 0,

    /// <summary>Passport, identity card and other documents: <c>document</c>.</summary>
    Document = 1,

    /// <summary>National personal number: <c>personal-number</c>.</summary>
    PersonalNumber = 2,

    /// <summary>Telephone number: <c>phone</c>.</summary>
    Phone = 3,

    /// <summary>Match keys of names: <c>name</c>.</summary>
    Name = 4,

    /// <summary>Registration plate or chassis number: <c>vehicle</c>.</summary>
    Vehicle = 5,

    /// <summary>Bank or other account: <c>account</c>.</summary>
    Account = 6,
}
