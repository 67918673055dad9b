using FedHub.Cryptography;

namespace FedHub.Hub.Tests.Filters;

public sealed class FilterUseTests
{
    private static readonly Digest _one = Digest.Of("one"u8);
    private static readonly Digest _two = Digest.Of("two"u8);

    private readonly FilterUse _use = new();

    [Fact]
    public void TryClaim_WhileAnyUploadCountsOnTheFile_IsRefused()
    {
        _use.TryAdd([_one]).ShouldBeTrue();
        _use.TryAdd([_one, _two]).ShouldBeTrue();
        _use.Remove([_one]);
        _use.TryClaim(_one).ShouldBeFalse();
        _use.Remove([_one, _two]);

        _use.TryClaim(_one).ShouldBeTrue();
    }

    [Fact]
    public void TryAdd_WhileOneFileIsClaimed_CountsOnNone()
    {
        _use.TryClaim(_one).ShouldBeTrue();
        _use.TryAdd([_two, _one]).ShouldBeFalse();

        _use.TryClaim(_two).ShouldBeTrue();
        _use.ReleaseClaim(_one);
        _use.TryAdd([_one]).ShouldBeTrue();
    }
}
