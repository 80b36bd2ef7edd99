// Bottender behind Express, as its guide to custom servers shows; sessions in memory.
const express = require('express');
const { bottender } = require('bottender');

const app = bottender({ dev: false });
const handle = app.getRequestHandler();

app.prepare().then(() => {
  const server = express();
  server.use(
    express.json({
      verify: (request, _response, bytes) => {
        request.rawBody = bytes.toString();
      },
    }),
  );
  server.all('/*path', (request, response) => handle(request, response));
  server.listen(process.env.PORT, process.env.HOST);
});
