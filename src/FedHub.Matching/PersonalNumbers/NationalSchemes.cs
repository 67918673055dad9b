namespace FedHub.Matching;

/// <summary>The schemes we know. Those without a check are known by their length only.</summary>
internal static class NationalSchemes
{
    public static IReadOnlyList<NationalScheme> All { get; } =
    [
        new("KAZ", "IIN", 12, CentralAsianChecks.Iin, CentralAsianChecks.IinBirth),
        new("UZB", "PINFL", 14, CentralAsianChecks.Pinfl, CentralAsianChecks.PinflBirth),
        new("KGZ", "PIN", 14, CentralAsianChecks.KyrgyzPin, CentralAsianChecks.KyrgyzBirth),
        new("TUR", "TCKN", 11, OtherChecks.Tckn),
        new("RUS", "INN", 12, RussianChecks.Inn12),
        new("RUS", "SNILS", 11, RussianChecks.Snils),
        new("RUS", "INN", 10, RussianChecks.Inn10),
        new("ARE", "EID", 15, OtherChecks.Emirates),
        new("SAU", "ID", 10, OtherChecks.Saudi),
        new("IND", "AADHAAR", 12, OtherChecks.Aadhaar),
        new("THA", "PIN", 13, OtherChecks.Thai),
        new("GEO", "PN", 11),
        new("ARM", "PSN", 10),
        new("AZE", "FIN", 7, AllowsLetters: true),
        new("TJK", "INN", 9),
        new("TKM", "PN", 12),
    ];

    /// <summary>The country's scheme that the number fits, or null.</summary>
    public static NationalScheme? Fitting(string country, string number)
        => All.FirstOrDefault(s => s.Country == country && s.Fits(number));

    public static bool IsKnown(string country) => All.Any(s => s.Country == country);
}
