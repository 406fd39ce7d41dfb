# docker build -t footnote . && docker run --init -p 3000:3000 -v footnote:/data footnote
#
# npm install, not npm ci: the lock file names the native packages of the platform it was made on only, and npm ci wants
# those of every platform. Versions are the lock file's either way.

FROM node:24-bookworm-slim AS built
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm install
COPY vite.config.ts tsconfig.json ./
COPY build build
COPY client client
COPY shared shared
COPY prisma prisma
COPY server server
RUN npm run build

FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm install --omit=dev

FROM node:24-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY --from=built /app/dist dist
COPY package.json LICENSE ./
COPY prisma prisma
COPY shared shared
COPY server server
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=16", "--v8-pool-size=1", "dist/server/main.js"]
