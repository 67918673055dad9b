namespace FedHub.Matching;

/// <summary>What is noteworthy about an input from which keys were derived, or could not be.</summary>
public enum WarningCode
{
    /// <summary>A check digit is wrong; the key is derived from what stands there.</summary>
    CheckDigit,

    /// <summary>The text does not have the form of its field; no key is derived.</summary>
    Unreadable,

    /// <summary>Length or date inside the number contradicts its scheme; the key is derived.</summary>
    Implausible,

    /// <summary>The scheme is not one we know; the key is derived unchecked.</summary>
    UnknownScheme,

    /// <summary>No issuing country is given; only the key that fits any country is derived.</summary>
    IssuerUnknown,

    /// <summary>No issuing country is given, but the number passes the checks of the subject's country, which is assumed.</summary>
    IssuerAssumed,

    /// <summary>A country is named that we do not know.</summary>
    UnknownCountry,

    /// <summary>A name without a year of birth; no name keys are derived.</summary>
    NoYearOfBirth,

    /// <summary>A name, or part of one, in letters we cannot read; no keys are derived from it.</summary>
    ScriptNotSupported,

    /// <summary>The name leaves too little to derive a key from.</summary>
    NameTooShort,

    /// <summary>More than the allowed number of keys or inputs; the rest is left out.</summary>
    Dropped,
}
