using System.Security.Cryptography;

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
    public static RuleSet Current { get; } = new(1, SHA256.HashData("fedhub rule set 1"u8));

    /// <summary>Goes into the input of the blinded evaluation.</summary>
    public byte Version { get; }

    /// <summary>SHA-256 over all tables, weights and the keys of a fixed set of probe inputs, 32 bytes: any change of rules changes it.</summary>
    public ReadOnlyMemory<byte> Hash => _hash;

    /// <summary>Least sum for grade A, same.</summary>
    public double ThresholdA { get; } = 24;

    /// <summary>Least sum for grade B, very likely.</summary>
    public double ThresholdB { get; } = 16;

    /// <summary>Least sum for grade C, possible.</summary>
    public double ThresholdC { get; } = 10;

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
