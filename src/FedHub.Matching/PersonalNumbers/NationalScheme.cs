namespace FedHub.Matching;

/// <summary>One country's scheme of personal numbers.</summary>
/// <param name="Country">Alpha-3.</param>
/// <param name="Name">Short upper-case name; part of the key.</param>
/// <param name="Length">Digits, or letters and digits.</param>
/// <param name="Check">Finds what is wrong with a number of that length, or null.</param>
/// <param name="BirthDate">The birth date inside the number, or null if it holds none.</param>
/// <param name="AllowsLetters">The number may hold letters.</param>
internal sealed record NationalScheme(
    string Country, string Name, int Length, Func<string, SchemeProblem?>? Check = null, Func<string, PartialDate?>? BirthDate = null, bool AllowsLetters = false)
{
    public bool Fits(string number) => number.Length == Length && (AllowsLetters || number.All(char.IsAsciiDigit));
}
