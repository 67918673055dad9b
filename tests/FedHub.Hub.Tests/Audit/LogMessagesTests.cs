using System.Reflection;
using FedHub.Cryptography.Match;
using FedHub.Protocol;
using Microsoft.Extensions.Logging;

namespace FedHub.Hub.Tests.Audit;

public sealed class LogMessagesTests
{
    private static readonly HashSet<Type> _harmless =
    [
        typeof(ILogger), typeof(int), typeof(long), typeof(ulong), typeof(DateTimeOffset), typeof(Guid), typeof(MemberId), typeof(ErrorCode),
        typeof(Exception), typeof(FedHub.Grpc.TlsFault), typeof(FedHub.Transparency.SequencerStop), typeof(bool),
    ];

    [Fact]
    public void LogMethods_TakeHarmlessTypesAndUniqueEventIds()
    {
        var methods = typeof(HubHost).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public))
            .Where(method => method.GetCustomAttribute<LoggerMessageAttribute>() is not null)
            .ToList();

        methods.Count.ShouldBeGreaterThan(10);
        methods.SelectMany(method => method.GetParameters()).ShouldAllBe(parameter => _harmless.Contains(parameter.ParameterType));
        var ids = methods.Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()!.EventId).ToList();
        ids.Distinct().Count().ShouldBe(ids.Count);
        ids.ShouldAllBe(id => id >= 2000 && id < 2300);
    }
}
