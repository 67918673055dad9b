using FedHub.Matching;

namespace FedHub.Node.Import;

/// <summary>The words that warnings of matching are counted by.</summary>
internal static class WarningWords
{
    internal static string Of(WarningCode code) => code switch
    {
        WarningCode.CheckDigit => "check-digit",
        WarningCode.Unreadable => "unreadable",
        WarningCode.Implausible => "implausible",
        WarningCode.UnknownScheme => "unknown-scheme",
        WarningCode.IssuerUnknown => "issuer-unknown",
        WarningCode.IssuerAssumed => "issuer-assumed",
        WarningCode.UnknownCountry => "unknown-country",
        WarningCode.NoYearOfBirth => "no-year-of-birth",
        WarningCode.ScriptNotSupported => "script-not-supported",
        WarningCode.NameTooShort => "name-too-short",
        WarningCode.Dropped => "dropped",
        _ => "other",
    };
}
