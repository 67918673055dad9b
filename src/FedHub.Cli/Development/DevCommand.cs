using System.CommandLine;
using FedHub.Cli.CommandLine;

namespace FedHub.Cli.Development;

/// <summary><c>fedhub dev</c>: what is of use on a developer's machine only.</summary>
internal static class DevCommand
{
    public static Command Create(CliServices services) => new("dev", "Tools for development; nothing here is for production.") { Pki(services) };

    private static Command Pki(CliServices services)
    {
        var folder = new Option<string>("--out") { Description = "Folder for the files; existing files are never overwritten.", Required = true };
        var hosts = new Option<string[]>("--host")
        {
            Description = "Names of the hosts that get a certificate.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => ["hub", "kaz", "kgz", "tjk", "tkm", "uzb"],
        };
        hosts.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => token.Value.AsSpan().ContainsAnyExcept(_hostCharacters)))
            {
                result.AddError("A host name has lower-case letters, digits and hyphens only.");
            }
        });
        var command = new Command("pki", "Makes a throw-away certification authority and certificates for hosts on this machine.") { folder, hosts };
        command.SetExamples("fedhub dev pki --out certs-dev/pki", "fedhub dev pki --out certs-dev/pki --host hub kaz kgz");
        command.SetBody(services, (parsed, _) =>
        {
            var path = parsed.GetRequiredValue(folder);
            var names = parsed.GetRequiredValue(hosts);
            DevelopmentPki.Create(path, names, services.Time);
            services.Terminal.Say($"Made an authority and {names.Length} certificates in {path}; valid for 30 days, refused by hosts in production.");
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }

    private static readonly System.Buffers.SearchValues<char> _hostCharacters = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");
}
