# Runs cases of the official Ruby interop client in one process.
# Arguments: the directory of the gem grpc, the server's port, "plain" or "tls", then the cases.
# Prints "RESULT <case> ok" or "RESULT <case> failed: <why>" for each.
gem_dir, port, transport, *cases = ARGV
require File.join(gem_dir, 'src/ruby/pb/test/client.rb')
$stdout.sync = true

cases.each do |name|
  args = Args.new
  args.server_host = '127.0.0.1'
  args.server_port = port
  args.server_host_override = 'foo.test.google.fr'
  args.secure = transport == 'tls'
  args.use_test_ca = true
  args.test_case = name
  begin
    NamedTests.new(create_stub(args), args).method(name).call
    puts "RESULT #{name} ok"
  rescue Exception => e
    puts "RESULT #{name} failed: #{e.class}: #{e.message}"
  end
end
