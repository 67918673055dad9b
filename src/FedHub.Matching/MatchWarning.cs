namespace FedHub.Matching;

/// <summary>A remark for the person who typed or imported the input.</summary>
/// <param name="Code">What it is about, for programs.</param>
/// <param name="Field">Field it is about: <c>name</c>, <c>document</c>, <c>personal number</c>, <c>phone</c>, <c>vehicle</c>, <c>account</c>, <c>mrz</c>, <c>country</c>.</param>
/// <param name="Message">In plain words; never holds the identifier or the name itself.</param>
public sealed record MatchWarning(WarningCode Code, string Field, string Message);
