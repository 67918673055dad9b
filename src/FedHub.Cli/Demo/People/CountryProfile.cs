namespace FedHub.Cli.Demo.People;

/// <summary>How one country's register writes names, passports and phones.</summary>
/// <param name="Code">ISO 3166-1 alpha-3.</param>
/// <param name="DisplayName">English short name.</param>
/// <param name="Names">Language of most records.</param>
/// <param name="PassportPrefixes">Letters that lead a passport number.</param>
/// <param name="PassportDigits">Digits after them.</param>
/// <param name="PhonePrefixes">Country and network code.</param>
/// <param name="PhoneDigits">Digits after it.</param>
internal sealed record CountryProfile(
    string Code,
    string DisplayName,
    NameStock Names,
    IReadOnlyList<string> PassportPrefixes,
    int PassportDigits,
    IReadOnlyList<string> PhonePrefixes,
    int PhoneDigits)
{
    /// <summary>The five countries of the demonstration, in alphabetical order of their codes.</summary>
    public static IReadOnlyList<CountryProfile> All { get; } =
    [
        new("KAZ", "Kazakhstan", NameStocks.Kazakh, ["N"], 8, ["+7701", "+7705", "+7747", "+7777"], 7),
        new("KGZ", "Kyrgyzstan", NameStocks.Kyrgyz, ["AC", "PE"], 7, ["+99655", "+99670", "+99677"], 7),
        new("TJK", "Tajikistan", NameStocks.Tajik, ["40"], 7, ["+99290", "+99291", "+99293"], 7),
        new("TKM", "Turkmenistan", NameStocks.Turkmen, ["A", "B"], 7, ["+9936"], 7),
        new("UZB", "Uzbekistan", NameStocks.Uzbek, ["AA", "AB", "FA"], 7, ["+99890", "+99893", "+99897"], 7),
    ];

    public string Passport(SeededNumbers numbers) => $"{Code}:{numbers.Pick(PassportPrefixes)}{numbers.Digits(PassportDigits)}";

    public string Phone(SeededNumbers numbers) => numbers.Pick(PhonePrefixes) + numbers.Digits(PhoneDigits);
}
