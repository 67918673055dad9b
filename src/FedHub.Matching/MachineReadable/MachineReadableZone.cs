using System.Diagnostics.CodeAnalysis;

namespace FedHub.Matching;

/// <summary>What the machine-readable zone of a travel document says (ICAO 9303 parts 3 to 7).</summary>
public sealed record MachineReadableZone
{
    /// <summary>Texts beyond this are not read.</summary>
    public const int MaxLength = 256;

    /// <summary>Layout.</summary>
    public required MrzFormat Format { get; init; }

    /// <summary>Issuing state or organisation as printed, one to three letters.</summary>
    public required string Issuer { get; init; }

    /// <summary>Document number without fillers; may be empty.</summary>
    public required string DocumentNumber { get; init; }

    /// <summary>Primary identifier, words parted by blanks; may be cut by the issuer.</summary>
    public required string FamilyName { get; init; }

    /// <summary>Secondary identifier; may be empty.</summary>
    public required string GivenName { get; init; }

    /// <summary>Nationality as printed.</summary>
    public required string Nationality { get; init; }

    /// <summary>Null where unknown or impossible. The century is the later one in which the birth is not after the expiry.</summary>
    public required PartialDate? DateOfBirth { get; init; }

    /// <summary>Personal number or other optional data, without fillers.</summary>
    public required string OptionalData { get; init; }

    /// <summary>Every check digit of the layout, right or wrong.</summary>
    public required IReadOnlyList<MrzCheck> Checks { get; init; }

    /// <summary>Reads whole lines; blanks are ignored, letters may be lower case.</summary>
    /// <param name="text">Lines parted by line breaks or slashes, or all in one.</param>
    /// <param name="zone">What was read, wrong check digits included.</param>
    /// <param name="reason">Why it was refused, without repeating the text.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out MachineReadableZone? zone, [NotNullWhen(false)] out string? reason)
        => MrzReader.TryRead(text, out zone, out reason);

    /// <summary>The layout only: the rest identifies a person.</summary>
    public override string ToString() => $"MachineReadableZone({Format})";
}
