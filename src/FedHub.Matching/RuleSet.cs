namespace FedHub.Matching;

/// <summary>The versioned normalisation and weighting rules. Two members can only meet under the same hash.</summary>
public sealed class RuleSet
{
    private readonly byte[] _hash;

    private RuleSet(byte version, byte[] hash)
    {
        Version = version;
        _hash = hash;
    }

    /// <summary>The rules of this build.</summary>
    public static RuleSet Current { get; } = new(1, RuleFingerprint.Compute(1));

    /// <summary>Goes into the input of the blinded evaluation.</summary>
    public byte Version { get; }

    /// <summary>
    /// SHA-256 over all tables, thresholds and the keys, weights and warnings that a fixed set of probe inputs gives, 32 bytes.
    /// A change of a table, a weight or a rule that any probe meets changes it.
    /// </summary>
    public ReadOnlyMemory<byte> Hash => _hash;

    /// <summary>Least sum for grade A, same.</summary>
    public double ThresholdA { get; } = Thresholds.A;

    /// <summary>Least sum for grade B, very likely.</summary>
    public double ThresholdB { get; } = Thresholds.B;

    /// <summary>Least sum for grade C, possible.</summary>
    public double ThresholdC { get; } = Thresholds.C;

    /// <summary>Highest grade whose threshold the sum reaches.</summary>
    public Grade GradeOf(double sum)
    {
        if (sum >= ThresholdA)
        {
            return Grade.A;
        }

        if (sum >= ThresholdB)
        {
            return Grade.B;
        }

        return sum >= ThresholdC ? Grade.C : Grade.None;
    }
}
