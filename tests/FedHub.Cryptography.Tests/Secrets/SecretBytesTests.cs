namespace FedHub.Cryptography.Tests;

public sealed class SecretBytesTests
{
    [Fact]
    public void CopyOf_KeepsTheBytes()
    {
        using var secret = SecretBytes.CopyOf([1, 2, 3]);
        var copy = new byte[3];
        secret.CopyTo(copy);

        secret.Length.ShouldBe(3);
        copy.ShouldBe([1, 2, 3]);
        secret.ToString().ShouldBe("SecretBytes");
    }

    [Fact]
    public void Random_Twice_Differs()
    {
        using var first = SecretBytes.Random(32);
        using var second = SecretBytes.Random(32);
        using var firstLease = first.Lease();
        using var secondLease = second.Lease();

        firstLease.Bytes.SequenceEqual(secondLease.Bytes).ShouldBeFalse();
    }

    [Fact]
    public void Lease_AfterDisposal_Throws()
    {
        var secret = SecretBytes.Random(8);
        secret.Dispose();

        Should.Throw<ObjectDisposedException>(() => secret.CopyTo(new byte[8]));
    }

    [Fact]
    public void Lease_TakenBeforeDisposal_KeepsTheMemory()
    {
        var secret = SecretBytes.CopyOf([9, 9]);
        using var lease = secret.Lease();

        secret.Dispose();

        // Freed memory would end the process here: it lies between guard pages.
        lease.Bytes.ToArray().ShouldBe([9, 9]);
    }

    [Fact]
    public void CopyOf_Nothing_Throws() => Should.Throw<ArgumentOutOfRangeException>(() => SecretBytes.CopyOf([]));

    [Fact]
    public void Libsodium_Loads() => Version.Parse(Libsodium.Load()).ShouldBeGreaterThanOrEqualTo(new Version(1, 0, 18));
}
