namespace FedHub.Matching;

/// <summary>One check digit of a machine-readable zone.</summary>
/// <param name="Field">What it covers: <c>document number</c>, <c>date of birth</c>, <c>date of expiry</c>, <c>optional data</c>, <c>all fields</c>.</param>
/// <param name="Expected">Digit computed over the field, 0 to 9.</param>
/// <param name="Found">Character that stands there.</param>
/// <param name="Line">Line of the check digit, from 1.</param>
/// <param name="Column">Its character in the line, from 1.</param>
public sealed record MrzCheck(string Field, int Expected, char Found, int Line, int Column)
{
    /// <summary>A filler counts as 0, as ICAO 9303 part 3 allows for empty optional data.</summary>
    public bool Holds => Found == (char)('0' + Expected) || (Found == '<' && Expected == 0);
}
