using FedHub.Transparency;

namespace FedHub.Cli.Log.Checking;

/// <summary>Who cosigned, in a line.</summary>
internal static class WitnessText
{
    public static string Of(PolicyVerdict verdict) => Of(verdict.Witnesses);

    public static string Of(IReadOnlyCollection<WitnessSeen> witnesses) => witnesses.Count == 0
        ? "UNWITNESSED: nobody has cosigned, and the policy asks for nobody"
        : string.Join(", ", witnesses.Select(witness => FormattableString.Invariant($"{witness.Name} at {witness.At:yyyy-MM-dd HH:mm:ss} UTC")));
}
