using Grpc.Core;

namespace FedHub.Protocol.Tests;

public sealed class RpcErrorsTests
{
    [Fact]
    public void ToRpcException_EveryCode_HasAStatusAndReadsBack()
    {
        foreach (var code in Enum.GetValues<ErrorCode>())
        {
            var refusal = new Refusal(code, "No.", TestFederation.Now, 7);

            var exception = RpcErrors.ToRpcException(refusal);

            exception.StatusCode.ShouldNotBe(StatusCode.OK);
            RpcErrors.TryRead(exception, out var read).ShouldBeTrue();
            read.ShouldBe(refusal);
        }
    }

    [Theory]
    [InlineData(ErrorCode.OverBudget, StatusCode.ResourceExhausted)]
    [InlineData(ErrorCode.Replayed, StatusCode.AlreadyExists)]
    [InlineData(ErrorCode.NotAMember, StatusCode.PermissionDenied)]
    [InlineData(ErrorCode.SignatureInvalid, StatusCode.Unauthenticated)]
    public void ToStatusCode_Code_IsTheOneOfTheTable(ErrorCode code, StatusCode expected) =>
        RpcErrors.ToStatusCode(code).ShouldBe(expected);

    [Fact]
    public void TryRead_BrokenTrailer_IsFalse()
    {
        var exception = new RpcException(new Status(StatusCode.Internal, "x"), new Metadata { { RpcErrors.DetailTrailer, [0xff, 0xff] } });

        RpcErrors.TryRead(exception, out _).ShouldBeFalse();
    }
}
