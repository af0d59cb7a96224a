<?php
// The server again, in PHP: php -S localhost:8081 samples/ping/src/main/php/ping.php

header('Content-Type: text/event-stream');
header('Cache-Control: no-store');
header('Access-Control-Allow-Origin: *');

while (ob_get_level() > 0) {
    ob_end_flush(); // what php.ini buffers would come in heaps
}

for ($second = 0; !connection_aborted(); $second++) {
    echo "event: ping\n", 'data: ', json_encode(['time' => gmdate('Y-m-d\TH:i:s\Z')]), "\n\n";
    if (random_int(1, 3) === 1) {
        echo "data: Second $second, and all is well\n\n";
    }
    flush();
    sleep(1);
}
