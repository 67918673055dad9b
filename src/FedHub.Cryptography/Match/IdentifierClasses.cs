using System.Collections.Immutable;

namespace FedHub.Cryptography.Match;

/// <summary>The words for <see cref="IdentifierClass"/>.</summary>
public static class IdentifierClasses
{
    /// <summary>All classes, in the order of their numbers.</summary>
    public static readonly ImmutableArray<IdentifierClass> All =
    [
        IdentifierClass.Document,
        IdentifierClass.PersonalNumber,
        IdentifierClass.Phone,
        IdentifierClass.Name,
        IdentifierClass.Vehicle,
        IdentifierClass.Account,
    ];

    /// <summary>The word, such as <c>personal-number</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not one of the classes.</exception>
    public static string ToToken(this IdentifierClass identifierClass) => identifierClass switch
    {
        IdentifierClass.Document => "document",
        IdentifierClass.PersonalNumber => "personal-number",
        IdentifierClass.Phone => "phone",
        IdentifierClass.Name => "name",
        IdentifierClass.Vehicle => "vehicle",
        IdentifierClass.Account => "account",
        _ => throw new ArgumentOutOfRangeException(nameof(identifierClass), "Not a class."),
    };

    /// <summary>Reads the word; false for any other.</summary>
    public static bool TryParse(string? token, out IdentifierClass identifierClass)
    {
        identifierClass = token switch
        {
            "document" => IdentifierClass.Document,
            "personal-number" => IdentifierClass.PersonalNumber,
            "phone" => IdentifierClass.Phone,
            "name" => IdentifierClass.Name,
            "vehicle" => IdentifierClass.Vehicle,
            "account" => IdentifierClass.Account,
            _ => IdentifierClass.None,
        };
        return identifierClass != IdentifierClass.None;
    }

    /// <summary>Takes a number from outside; false unless it is 1 to 6.</summary>
    public static bool TryFromNumber(int number, out IdentifierClass identifierClass)
    {
        identifierClass = number is >= 1 and <= 6 ? (IdentifierClass)number : IdentifierClass.None;
        return identifierClass != IdentifierClass.None;
    }
}
