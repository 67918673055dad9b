using FedHub.Cli.Rpc;
using FedHub.Protocol;
using Grpc.Core;

namespace FedHub.Cli.Tests.Rpc;

public sealed class RpcFailuresTests
{
    [Fact]
    public void ToFailure_ClockSkew_NamesTheDoctorThatComparesTheClocks()
        => RpcFailures.ToFailure(new Refusal(ErrorCode.ClockSkew, "x")).Next!.ShouldContain("fedhub node doctor");

    [Theory]
    [InlineData(ErrorCode.OverBudget, 1)]
    [InlineData(ErrorCode.NotAdmitted, 1)]
    [InlineData(ErrorCode.RoleMissing, 1)]
    [InlineData(ErrorCode.InvalidInput, 2)]
    [InlineData(ErrorCode.Unavailable, 3)]
    [InlineData(ErrorCode.SignatureInvalid, 4)]
    [InlineData(ErrorCode.LogForked, 4)]
    public void ToFailure_Refusal_HasTheStatusThatScriptsExpect(ErrorCode code, int expected)
    {
        var failure = RpcFailures.ToFailure(RpcErrors.ToRpcException(new Refusal(code, "why")));

        ((int)failure.ExitCode).ShouldBe(expected);
        failure.Why.ShouldBe($"why ({code})");
    }

    [Fact]
    public void ToFailure_RetryTime_IsTheNextStep()
        => RpcFailures.ToFailure(new Refusal(ErrorCode.OverBudget, "x", new DateTimeOffset(2026, 5, 4, 3, 2, 0, TimeSpan.Zero))).Next
            .ShouldBe("Try again after 2026-05-04 03:02 UTC.");

    [Theory]
    [InlineData(StatusCode.Unavailable, 3)]
    [InlineData(StatusCode.DeadlineExceeded, 3)]
    [InlineData(StatusCode.Unauthenticated, 1)]
    [InlineData(StatusCode.Internal, 1)]
    public void ToFailure_StatusWithoutDetail_IsToldApart(StatusCode status, int expected)
        => ((int)RpcFailures.ToFailure(new RpcException(new Status(status, "detail"))).ExitCode).ShouldBe(expected);
}
