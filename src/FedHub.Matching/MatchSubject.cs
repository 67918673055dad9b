namespace FedHub.Matching;

/// <summary>What is known of one person, as it was written: nothing in it is normalised yet.</summary>
public sealed record MatchSubject
{
    /// <summary>Name as one text, in any order; <c>SURNAME, Given</c> tells the order. Names beyond 256 characters are cut.</summary>
    public string? FullName { get; init; }

    /// <summary>Family name where it is known apart; preferred to <see cref="FullName"/>.</summary>
    public string? FamilyName { get; init; }

    /// <summary>Given names where they are known apart, patronymic included or not.</summary>
    public string? GivenName { get; init; }

    /// <summary>Date of birth, in part or in full. Without it there are no name keys.</summary>
    public PartialDate? DateOfBirth { get; init; }

    /// <summary>Passports and cards: <c>ISO3:NUMBER</c>, <c>NUMBER (Country)</c> or a bare number.</summary>
    public IReadOnlyList<string> Documents { get; init; } = [];

    /// <summary>Personal numbers: <c>ISO3:NUMBER</c>, <c>ISO3:SCHEME:NUMBER</c>, <c>NUMBER (Country)</c> or a bare number.</summary>
    public IReadOnlyList<string> PersonalNumbers { get; init; } = [];

    /// <summary>Telephone numbers: international, or national if <see cref="Country"/> is set.</summary>
    public IReadOnlyList<string> Phones { get; init; } = [];

    /// <summary>Registration plates: <c>ISO3:PLATE</c>, or bare if <see cref="Country"/> is set; or vehicle identification numbers (ISO 3779).</summary>
    public IReadOnlyList<string> Vehicles { get; init; } = [];

    /// <summary>IBAN, e-mail, <c>platform:handle</c> or crypto address, optionally led by <c>iban:</c>, <c>email:</c>, <c>btc:</c> or <c>eth:</c>.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>Machine-readable zones, each the whole of its lines (TD1, TD2, TD3, MRV-A, MRV-B), lines parted by line breaks.</summary>
    public IReadOnlyList<string> MachineReadableZones { get; init; } = [];

    /// <summary>Nationality or the record's country, ISO 3166 alpha-3 (alpha-2 and English names are read too).</summary>
    public string? Country { get; init; }

    /// <summary>The type's name only, so that a subject that strays into a log leaks nothing.</summary>
    public override string ToString() => nameof(MatchSubject);
}
