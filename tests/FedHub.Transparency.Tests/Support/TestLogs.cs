using System.Buffers.Binary;
using FedHub.Cryptography;

namespace FedHub.Transparency.Tests;

/// <summary>Keys, entries and small logs that are the same in each run.</summary>
internal static class TestLogs
{
    internal const string Origin = "audit.fedhub.example/log1";

    /// <summary>The seeds of the project's worked vector: 00..1f for the log, 20..3f for the witness.</summary>
    internal static SigningKey LogKey { get; } = SigningKey.ImportSeed([.. Enumerable.Range(0x00, 32).Select(i => (byte)i)]);

    internal static SigningKey WitnessKey { get; } = SigningKey.ImportSeed([.. Enumerable.Range(0x20, 32).Select(i => (byte)i)]);

    internal static NoteSigner Signer { get; } = new(KeyName.Parse(Origin), LogKey);

    internal static Cosigner Witness { get; } = new(KeyName.Parse("witness.fr.example/w1"), WitnessKey);

    internal static Cosigner OtherWitness(int number) =>
        new(KeyName.Parse($"witness.example/{number}"), SigningKey.ImportSeed(Digest.Of([(byte)number]).ToArray()));

    internal static byte[] Entry(int number)
    {
        var entry = new byte[4 + (number % 3)];
        BinaryPrimitives.WriteInt32BigEndian(entry, number);
        return entry;
    }

    internal static SignedCheckpoint Checkpoint(TreeHead head) => SignedCheckpoint.Sign(new Checkpoint(Origin, head), Signer);

    internal static SignedCheckpoint Checkpoint(ReadOnlySpan<Digest> leaves) => Checkpoint(NaiveMerkle.Head(leaves));

    /// <summary>A history that begins as the usual one and goes another way after <paramref name="common"/> leaves.</summary>
    internal static Digest[] ForkedLeaves(int count, int common) =>
        [.. NaiveMerkle.Leaves(common), .. Enumerable.Range(common, count - common).Select(i => MerkleHash.Leaf(BitConverter.GetBytes(-i - 1)))];
}
