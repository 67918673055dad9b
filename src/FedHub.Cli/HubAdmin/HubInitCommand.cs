using System.CommandLine;
using FedHub.Cli.CommandLine;
using FedHub.Hub;

namespace FedHub.Cli.HubAdmin;

/// <summary><c>fedhub hub init</c>: the only way in which a hub's data folder comes to be.</summary>
internal static class HubInitCommand
{
    public static Command Create(CliServices services)
    {
        var data = HubCommand.DataOption();
        var certificate = FileOption.Required("--tls-cert", "The hub's certificate, PEM.");
        var key = FileOption.Required("--tls-key", "Its private key, PEM.");
        var ca = FileOption.Required("--ca", "The federation's authority, PEM.");
        var trust = FileOption.Required("--trust", "The federation's trust.json.");
        var listen = new Option<string>("--listen") { Description = "Address and port for members.", DefaultValueFactory = _ => "0.0.0.0:7443" };
        var enrolment = new Option<string>("--enrolment-listen") { Description = "Address and port for nodes that have no certificate yet, such as 0.0.0.0:7444." };
        var logListen = new Option<string>("--log-listen") { Description = "Address and port on which members and auditors read the log over HTTPS, such as 0.0.0.0:7445." };
        var development = new Option<bool>("--development") { Description = "Allows certificates of a development authority." };
        var command = new Command("init", "Makes the hub's folder, keys and database. Nothing is ever overwritten.") { data, certificate, key, ca, trust, listen, enrolment, logListen, development };
        command.SetExamples("fedhub hub init --data hub --tls-cert hub.pem --tls-key hub.key --ca ca.pem --trust trust.json");
        command.SetBody(services, async (parsed, _) =>
        {
            var descriptor = HubInitializer.Init(new HubInitOptions
            {
                DataDirectory = parsed.GetRequiredValue(data),
                CertFile = parsed.GetRequiredValue(certificate).FullName,
                KeyFile = parsed.GetRequiredValue(key).FullName,
                CaFile = parsed.GetRequiredValue(ca).FullName,
                FederationTrustFile = parsed.GetRequiredValue(trust).FullName,
                Listen = parsed.GetRequiredValue(listen),
                EnrolmentListen = parsed.GetValue(enrolment),
                Log = new HubLogSection { Listen = parsed.GetValue(logListen) },
                Development = parsed.GetValue(development),
            });
            await services.Terminal.Output.WriteLineAsync(descriptor.ToJson());
            services.Terminal.Say("Give the hub's certificate and log.vkey to the federation's administrator: fedhub federation admit --hub-certificate --log-key.");
            return ExitCode.Ok;
        });
        return command;
    }
}
